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

    /** Options that start a function from the packed jar with these servers. */
    LaunchOptions launch(Half half) {
        Map<String, String> variables =
                new HashMap<>(Map.of(Variables.REGION, StackTemplate.REGION, Variables.TABLE, table.name()));
        if (half == Half.WATCH) {
            variables.putAll(Map.of(WatchSettings.TOPIC, TOPIC, WatchSettings.READ_CONTENT, "true"));
        }
        return LaunchOptions.of(half.handler(), LaunchOptions.packedJar())
                .with(endpoints(service -> service))
                .with(variables);
    }

    /** The same options with the function's clock at the given time. */
    public LaunchOptions launchAt(Half half, Instant now) {
        return launch(half).at(now);
    }

    /** Options that start a function as the stack configures it, with a gate in front of all servers. */
    LaunchOptions launch(StackTemplate function, RoleGate gate) {
        return LaunchOptions.of(function.handler(), LaunchOptions.packedJar())
                .withMemory(function.memoryMb())
                .with(endpoints(gate::before))
                .with(function.environment())
                .with(Map.of(Variables.REGION, StackTemplate.REGION, "AWS_LAMBDA_LOG_FORMAT", function.logFormat()));
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
