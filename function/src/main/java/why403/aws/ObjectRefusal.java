package why403.aws;

import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.ErrorCode;
import why403.trigger.LogObject;

/**
 * Why S3 does not give an object out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList">AWS: S3's error
 *     codes</a>
 */
enum ObjectRefusal {
    GONE,
    NO_BUCKET,
    ARCHIVED,
    DENIED,
    KEY_DENIED,
    THROTTLED,
    FAILED,
    OTHER;

    static ObjectRefusal of(String code, String message) {
        return switch (code) {
            case "NoSuchKey", "404" -> GONE;
            case "NoSuchBucket" -> NO_BUCKET;
            case "InvalidObjectState" -> ARCHIVED;
            default -> ofAccess(code, message);
        };
    }

    /** S3 names no key, only in its message that one of KMS's actions was refused. */
    private static ObjectRefusal ofAccess(String code, String message) {
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
            case OUT_OF_REACH, NOT_RECORDED -> FAILED;
        };
    }

    String sentence(LogObject object, String code) {
        return switch (this) {
            case GONE -> "it is gone (" + code + "); let no lifecycle rule remove logs before they are read.";
            case NO_BUCKET -> "there is no such bucket (" + code + "); remove the notification that names it.";
            case ARCHIVED -> "it is archived (" + code + "); restore it, and archive logs only after they are read.";
            case DENIED ->
                "access is denied (" + code + "); allow the function's role s3:GetObject on it, and s3:ListBucket on "
                        + object.bucket() + " so that S3 tells what is gone from what is denied.";
            case KEY_DENIED ->
                "its KMS key may not be used (" + code + "); allow the function's role kms:Decrypt on the key, which"
                        + " must be enabled.";
            case THROTTLED -> "S3 throttles (" + code + "); it can be read when the message comes again.";
            case FAILED -> "S3 failed (" + code + "); it can be read when the message comes again.";
            case OTHER -> "S3 refuses it (" + code + "); look the code up in S3's list of error codes.";
        };
    }
}
