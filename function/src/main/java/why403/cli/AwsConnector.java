package why403.cli;

import java.util.Optional;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.NoAccessException;

/** Connects to AWS as the caller. */
@FunctionalInterface
interface AwsConnector {

    /**
     * Clients with the caller's credentials.
     *
     * @param profile of the caller's configuration; the SDK's default chain if empty
     * @param region for what names none; the caller's default if empty
     * @throws NoAccessException if there are no valid credentials
     */
    Clients connect(Optional<String> profile, Optional<String> region, ClientTimeouts timeouts)
            throws NoAccessException;
}
