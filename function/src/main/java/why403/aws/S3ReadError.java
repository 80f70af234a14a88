package why403.aws;

import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.ErrorCode;
import why403.trigger.LogObject;

/**
 * Why S3 refused to return a log object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList">AWS: S3's error
 *     codes</a>
 */
enum S3ReadError {
    GONE,
    NO_BUCKET,
    ARCHIVED,
    DENIED,
    KEY_DENIED,
    THROTTLED,
    FAILED,
    OTHER;

    private static final String RETRY = "why403 reads the object again when the message is delivered again.";

    static S3ReadError of(String code, String message) {
        return switch (code) {
            case "NoSuchKey", "404" -> GONE;
            case "NoSuchBucket" -> NO_BUCKET;
            case "InvalidObjectState" -> ARCHIVED;
            default -> ofAccess(code, message);
        };
    }

    /** S3 does not name the key. Its message only says which KMS action was denied. */
    private static S3ReadError ofAccess(String code, String message) {
        if (code.startsWith("KMS.Throttling")) {
            return THROTTLED;
        }
        if (code.startsWith("KMS.") || (code.startsWith("AccessDenied") && message.contains("kms:"))) {
            return KEY_DENIED;
        }
        Answer<?> answer = ErrorCode.answer(code, message);
        if (!(answer instanceof NotChecked<?> none)) {
            return OTHER;
        }
        return switch (none.why()) {
            case DENIED -> DENIED;
            case THROTTLED -> THROTTLED;
            case OUT_OF_REACH, NOT_RECORDED, NOT_ASKED -> FAILED;
        };
    }

    /** What happened and what to do, to follow "Cannot read OBJECT: ". */
    String explanation(LogObject object, String code) {
        return switch (this) {
            case GONE ->
                "the object no longer exists (" + code
                        + "). Make sure that no lifecycle rule deletes logs before why403 reads them.";
            case NO_BUCKET -> "the bucket does not exist (" + code + "). Remove the event notification that names it.";
            case ARCHIVED ->
                "the object is archived (" + code + "). Restore it, and archive logs only after why403 has read them.";
            case DENIED ->
                "access is denied (" + code
                        + "). Allow the function's role s3:GetObject on the object, and s3:ListBucket on "
                        + object.bucket() + " so that S3 can report a missing object as missing.";
            case KEY_DENIED ->
                "the function cannot use the object's KMS key (" + code
                        + "). Enable the key, and allow the function's role kms:Decrypt on it.";
            case THROTTLED -> "S3 throttled the request (" + code + "). " + RETRY;
            case FAILED -> "S3 failed (" + code + "). " + RETRY;
            case OTHER -> "S3 refused the request (" + code + "). See the code in the list of S3 error codes.";
        };
    }
}
