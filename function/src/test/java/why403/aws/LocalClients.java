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

/** Clients of a server on this machine, in a hurry. */
final class LocalClients {

    /** Long enough for a busy machine. */
    static final Patience PATIENT =
            new Patience(2, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(1));

    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example"));

    private LocalClients() {}

    /** The account at the other end of clients, waited for as long as it takes. */
    static LiveAccount account(Clients clients, boolean readingContent, Consumer<String> problems) {
        return new LiveAccount(clients, readingContent, Duration.ofMinutes(5), InstantSource.system(), problems);
    }

    static Clients of(URI endpoint) {
        return of(endpoint, PATIENT);
    }

    static Clients of(URI endpoint, Patience patience) {
        return new Clients(Region.EU_CENTRAL_1, CREDENTIALS, patience, Optional.of(endpoint));
    }
}
