package why403.lambda;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import why403.aws.Clients;
import why403.aws.DynamoIncidents;
import why403.aws.DynamoTallies;
import why403.aws.LiveAccount;
import why403.aws.Patience;
import why403.aws.S3LogStore;
import why403.aws.SnsChannel;

/** The clients of AWS that outlive an invocation, and the adapters over them that one invocation has. */
final class Connections {

    /** What the questions of one event can afford to wait for nothing. */
    private static final Duration MOST_IN_VAIN = Duration.ofSeconds(30);

    private final Settings settings;
    private final InstantSource clock;
    private final Clients forLogs;
    private final Clients forQuestions;

    private Connections(Settings settings, InstantSource clock, Clients forLogs, Clients forQuestions) {
        this.settings = settings;
        this.clock = clock;
        this.forLogs = forLogs;
        this.forQuestions = forQuestions;
    }

    /** To AWS, or to where the environment's {@code AWS_ENDPOINT_URL} variables say. */
    static Connections live(Settings settings, AwsCredentialsProvider credentials, InstantSource clock) {
        Region region = Region.of(settings.region());
        return new Connections(
                settings,
                clock,
                new Clients(region, credentials, Patience.ofALog(), Optional.empty()),
                new Clients(region, credentials, Patience.ofADiagnosis(), Optional.empty()));
    }

    /** Over another connection. */
    static Connections over(
            SdkHttpClient http, Settings settings, AwsCredentialsProvider credentials, InstantSource clock) {
        Clients clients = Clients.over(http, Region.of(settings.region()), credentials, Patience.ofALog());
        return new Connections(settings, clock, clients, clients);
    }

    /** @param problems takes one sentence for each thing that went wrong and cost only itself */
    Adapters adapters(Consumer<String> problems) {
        return new Adapters(
                new S3LogStore(forLogs),
                new DynamoTallies(forLogs.dynamoDb(), settings.table(), clock, problems),
                new DynamoIncidents(forLogs.dynamoDb(), settings.table(), clock),
                new LiveAccount(forQuestions, settings.readContent(), MOST_IN_VAIN, clock, problems),
                notice -> new SnsChannel(forLogs.sns(settings.topic()), settings.topic()).publish(notice));
    }
}
