package why403.aws;

import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Log objects in S3, as streams: none is ever held whole. */
public final class S3LogStore implements LogStore {

    private final Clients clients;

    /** @param clients whose home is most likely the log bucket's region */
    public S3LogStore(Clients clients) {
        this.clients = clients;
    }

    /**
     * The stream's {@link java.io.IOException}s say in their message how far it came; it ends only where the object does.
     */
    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        try {
            return stream(
                    object,
                    clients.s3(Optional.empty())
                            .getObject(GetObjectRequest.builder()
                                    .bucket(object.bucket())
                                    .key(object.key())
                                    .build()));
        } catch (AwsServiceException refused) {
            throw unreadable(object, refusal(object, refused), refused);
        } catch (RuntimeException failed) {
            throw unreadable(object, NoAnswer.of(failed).sentence("GetObject"), failed);
        }
    }

    private static InputStream stream(LogObject object, ResponseInputStream<GetObjectResponse> stream)
            throws UnreadableObjectException {
        Long length = stream.response().contentLength();
        if (length == null) {
            stream.abort();
            throw new UnreadableObjectException("Cannot read " + object
                    + ": the answer has no Content-Length, so its end cannot be told from a break; "
                    + "see which proxy or endpoint stands between the function and S3.");
        }
        return new WholeStream(stream, length);
    }

    private static UnreadableObjectException unreadable(LogObject object, String why, RuntimeException cause) {
        return new UnreadableObjectException("Cannot read " + object + ": " + why, cause);
    }

    private static String refusal(LogObject object, AwsServiceException refused) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode)
                .filter(named -> !named.isEmpty())
                .orElse(String.valueOf(refused.statusCode()));
        String message = details.map(AwsErrorDetails::errorMessage).orElse("");
        return ObjectRefusal.of(code, message).sentence(object, code);
    }
}
