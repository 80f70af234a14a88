package why403.account;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/** The host of a function URL, by which an origin names it. */
public final class FunctionUrlHost {

    private FunctionUrlHost() {}

    /** Whether the URL has that host, in upper or lower case. A URL that cannot be read has none. */
    public static boolean is(String host, FunctionUrlConfig config) {
        try {
            return Optional.ofNullable(config.functionUrl())
                    .map(URI::create)
                    .map(URI::getHost)
                    .filter(host::equalsIgnoreCase)
                    .isPresent();
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }
}
