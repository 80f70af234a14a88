package why403.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Clients of a local server, with short pauses between attempts. */
final class LocalClients {

    /** Timeouts long enough for a busy machine. */
    static final ClientTimeouts PATIENT =
            new ClientTimeouts(2, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(1));

    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example"));

    private LocalClients() {}

    /** A live account with a large time budget. */
    static LiveAccount account(Clients clients, boolean readingContent, Consumer<String> problems) {
        return new LiveAccount(clients, readingContent, Duration.ofMinutes(5), InstantSource.system(), problems);
    }

    static Clients of(URI endpoint) {
        return of(endpoint, PATIENT);
    }

    static Clients of(URI endpoint, ClientTimeouts patience) {
        return new Clients(Region.EU_CENTRAL_1, CREDENTIALS, patience, Optional.of(endpoint));
    }
}
