package why403.lambda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.LiveAccount;
import why403.aws.S3LogStore;
import why403.aws.SnsChannel;
import why403.aws.TopicArn;
import why403.aws.table.DynamoClientSecret;
import why403.aws.table.DynamoIncidents;
import why403.aws.table.DynamoMappings;
import why403.aws.table.DynamoTallies;
import why403.tally.ClientSecret;

/** Holds the AWS clients and the table's secret, which outlive an invocation, and creates the adapters of each invocation. */
final class Connections {

    /** The time that one event can spend on questions that get no answer. */
    private static final Duration QUESTION_TIME_BUDGET = Duration.ofSeconds(30);

    private final String table;
    private final InstantSource clock;
    private final Clients forLogs;
    private final Clients forQuestions;
    private final ClientSecret clientSecret;
    private final DynamoTallies tallies;

    private Connections(
            String table, InstantSource clock, RandomGenerator random, Clients forLogs, Clients forQuestions) {
        this.table = table;
        this.clock = clock;
        this.forLogs = forLogs;
        this.forQuestions = forQuestions;
        this.clientSecret = new DynamoClientSecret(forLogs.dynamoDb(), table, clock, random);
        this.tallies = new DynamoTallies(forLogs.dynamoDb(), table, clock, problem -> {});
    }

    /**
     * Connects to AWS, or to the endpoints in the environment's {@code AWS_ENDPOINT_URL} variables. It uses the default
     * chain of credentials, because with SnapStart they do not come from environment variables.
     *
     * @param random makes the secret of a new table
     */
    static Connections live(String region, String table, InstantSource clock, RandomGenerator random) {
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        return new Connections(
                table,
                clock,
                random,
                new Clients(Region.of(region), credentials, ClientTimeouts.forLogObjects(), Optional.empty()),
                new Clients(Region.of(region), credentials, ClientTimeouts.forDiagnosis(), Optional.empty()));
    }

    /** Connects through the given HTTP client. */
    static Connections over(
            SdkHttpClient http,
            String region,
            String table,
            AwsCredentialsProvider credentials,
            InstantSource clock,
            RandomGenerator random) {
        Clients clients = Clients.over(http, Region.of(region), credentials, ClientTimeouts.forLogObjects());
        return new Connections(table, clock, random, clients, clients);
    }

    /** @param problems receives one message for each failure that does not fail the event */
    TallyAdapters tally(Consumer<String> problems) {
        return new TallyAdapters(
                new S3LogStore(forLogs),
                tallies.reportingTo(problems),
                new DynamoMappings(forLogs.dynamoDb(), table, clock, problems),
                clientSecret,
                account(false, problems));
    }

    /**
     * The adapters that watch.
     *
     * @param topic receives the notices
     * @param readContent whether the account may be asked about the content of sites
     * @param problems receives one message for each failure that does not fail the event
     */
    WatchAdapters watch(TopicArn topic, boolean readContent, Consumer<String> problems) {
        return new WatchAdapters(
                new S3LogStore(forLogs),
                tallies.reportingTo(problems),
                new DynamoIncidents(forLogs.dynamoDb(), table, clock),
                account(readContent, problems),
                notice -> new SnsChannel(forLogs.sns(topic), topic).publish(notice));
    }

    private LiveAccount account(boolean readContent, Consumer<String> problems) {
        return new LiveAccount(forQuestions, readContent, QUESTION_TIME_BUDGET, clock, problems);
    }
}
