package why403.cli;

import java.util.Optional;
import java.util.function.Function;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.NoAccessException;

/** Connects to AWS as the caller. */
@FunctionalInterface
interface AwsConnector {

    /**
     * Finds the caller's credentials once, for clients with any timeouts.
     *
     * @param profile of the caller's configuration; the SDK's default chain if empty
     * @param region for what names none; the caller's default if empty
     * @throws NoAccessException if there are no valid credentials
     */
    Function<ClientTimeouts, Clients> connect(Optional<String> profile, Optional<String> region)
            throws NoAccessException;
}
