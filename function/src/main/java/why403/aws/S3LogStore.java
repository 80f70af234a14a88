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

/** Opens log objects in S3 as streams. No object is ever held in memory as a whole. */
public final class S3LogStore implements LogStore {

    private final Clients clients;

    /** @param clients the home region should be the log bucket's region; other regions work but cost a redirect */
    public S3LogStore(Clients clients) {
        this.clients = clients;
    }

    /**
     * The stream ends only where the object ends. If the response ends early, the stream throws an
     * {@link java.io.IOException} that says how many bytes arrived.
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
            throw unreadable(object, CallFailure.of(failed).message("GetObject"), failed);
        }
    }

    private static InputStream stream(LogObject object, ResponseInputStream<GetObjectResponse> stream)
            throws UnreadableObjectException {
        Long length = stream.response().contentLength();
        if (length == null) {
            stream.abort();
            throw new UnreadableObjectException("Cannot read " + object
                    + ": the response has no Content-Length, so an incomplete object cannot be detected."
                    + " Check for a proxy or a custom endpoint between the function and S3.");
        }
        return new LengthCheckedStream(stream, length);
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
        return S3ReadError.of(code, message).explanation(object, code);
    }
}
