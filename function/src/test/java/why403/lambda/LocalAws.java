package why403.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import why403.aws.AccountServer;
import why403.aws.RoleGate;
import why403.aws.SnsServer;
import why403.aws.table.LocalTable;

/** Local servers for all services that the function calls: table, topic, log objects and account of a scenario. */
public final class LocalAws implements AutoCloseable {

    static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:why403-alerts";

    /** The services of the account, as the SDK names them in variables. */
    private static final List<String> ACCOUNT = List.of(
            "API_GATEWAY",
            "APIGATEWAYV2",
            "CLOUDFRONT",
            "CLOUDTRAIL",
            "ELASTIC_LOAD_BALANCING_V2",
            "KMS",
            "LAMBDA",
            "S3",
            "S3_CONTROL",
            "WAFV2");

    private final AccountServer account;
    private final SnsServer topics;
    private final LocalTable table;

    private LocalAws(AccountServer account, SnsServer topics, LocalTable table) {
        this.account = account;
        this.topics = topics;
        this.table = table;
    }

    /** Starts the servers for a scenario, with a new table. */
    public static LocalAws of(Path scenario) {
        try {
            return new LocalAws(AccountServer.start(scenario), SnsServer.start(0, TOPIC), LocalTable.create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SnsServer topics() {
        return topics;
    }

    AccountServer account() {
        return account;
    }

    /** The table of the function. */
    public LocalTable table() {
        return table;
    }

    /** Options that start the packed jar with these servers. */
    LaunchOptions launch() {
        return LaunchOptions.of(Handler.class.getName(), LaunchOptions.packedJar())
                .with(endpoints(service -> service))
                .with(Map.of(
                        Settings.REGION,
                        StackTemplate.REGION,
                        Settings.TABLE,
                        table.name(),
                        Settings.TOPIC,
                        TOPIC,
                        Settings.READ_CONTENT,
                        "true"));
    }

    /** The same options with the function's clock at the given time. */
    public LaunchOptions launchAt(Instant now) {
        return launch().at(now);
    }

    /** Options that start the function as the stack configures it, with a gate in front of all servers. */
    LaunchOptions launch(StackTemplate stack, RoleGate gate) {
        return LaunchOptions.of(stack.handler(), LaunchOptions.packedJar())
                .withMemory(stack.memoryMb())
                .with(endpoints(gate::before))
                .with(stack.environment())
                .with(Map.of(Settings.REGION, StackTemplate.REGION, "AWS_LAMBDA_LOG_FORMAT", stack.logFormat()));
    }

    private Map<String, String> endpoints(UnaryOperator<URI> way) {
        Map<String, URI> services = new HashMap<>(Map.of("DYNAMODB", table.endpoint(), "SNS", topics.endpoint()));
        ACCOUNT.forEach(service -> services.put(service, account.endpoint()));
        return services.entrySet().stream()
                .collect(Collectors.toMap(
                        service -> "AWS_ENDPOINT_URL_" + service.getKey(),
                        service -> way.apply(service.getValue()).toString()));
    }

    @Override
    public void close() {
        account.close();
        topics.stop();
        table.close();
    }
}
