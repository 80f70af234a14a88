package why403.lambda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.LiveAccount;
import why403.aws.S3LogStore;
import why403.aws.SnsChannel;
import why403.aws.table.DynamoClientSecret;
import why403.aws.table.DynamoIncidents;
import why403.aws.table.DynamoMappings;
import why403.aws.table.DynamoTallies;
import why403.tally.ClientSecret;

/** Holds the AWS clients and the table's secret, which outlive an invocation, and creates the adapters of each invocation. */
final class Connections {

    /** The time that one event can spend on questions that get no answer. */
    private static final Duration QUESTION_TIME_BUDGET = Duration.ofSeconds(30);

    private final Settings settings;
    private final InstantSource clock;
    private final Clients forLogs;
    private final Clients forQuestions;
    private final ClientSecret clientSecret;

    private Connections(
            Settings settings, InstantSource clock, RandomGenerator random, Clients forLogs, Clients forQuestions) {
        this.settings = settings;
        this.clock = clock;
        this.forLogs = forLogs;
        this.forQuestions = forQuestions;
        this.clientSecret = new DynamoClientSecret(forLogs.dynamoDb(), settings.table(), clock, random);
    }

    /**
     * Connects to AWS, or to the endpoints in the environment's {@code AWS_ENDPOINT_URL} variables.
     *
     * @param random makes the secret of a new table
     */
    static Connections live(
            Settings settings, AwsCredentialsProvider credentials, InstantSource clock, RandomGenerator random) {
        Region region = Region.of(settings.region());
        return new Connections(
                settings,
                clock,
                random,
                new Clients(region, credentials, ClientTimeouts.forLogObjects(), Optional.empty()),
                new Clients(region, credentials, ClientTimeouts.forDiagnosis(), Optional.empty()));
    }

    /** Connects through the given HTTP client. */
    static Connections over(
            SdkHttpClient http,
            Settings settings,
            AwsCredentialsProvider credentials,
            InstantSource clock,
            RandomGenerator random) {
        Clients clients = Clients.over(http, Region.of(settings.region()), credentials, ClientTimeouts.forLogObjects());
        return new Connections(settings, clock, random, clients, clients);
    }

    /** @param problems receives one message for each failure that does not fail the event */
    Adapters adapters(Consumer<String> problems) {
        return new Adapters(
                new S3LogStore(forLogs),
                new DynamoTallies(forLogs.dynamoDb(), settings.table(), clock, problems),
                new DynamoMappings(forLogs.dynamoDb(), settings.table(), clock, problems),
                clientSecret,
                new DynamoIncidents(forLogs.dynamoDb(), settings.table(), clock),
                new LiveAccount(forQuestions, settings.readContent(), QUESTION_TIME_BUDGET, clock, problems),
                notice -> new SnsChannel(forLogs.sns(settings.topic()), settings.topic()).publish(notice));
    }
}
