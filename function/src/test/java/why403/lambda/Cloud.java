package why403.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import why403.aws.AccountServer;
import why403.aws.LocalTable;
import why403.aws.RoleGate;
import why403.aws.SnsServer;

/** All that the function reaches, on this machine: its table, its topic, and a scenario's log objects and account. */
public final class Cloud implements AutoCloseable {

    static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:why403-alerts";

    private final AccountServer account;
    private final SnsServer topics;
    private final LocalTable table;

    private Cloud(AccountServer account, SnsServer topics, LocalTable table) {
        this.account = account;
        this.topics = topics;
        this.table = table;
    }

    /** With a table of its own. */
    public static Cloud of(Path scenario) {
        try {
            return new Cloud(AccountServer.start(scenario), SnsServer.start(0, TOPIC), LocalTable.create());
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

    LocalTable table() {
        return table;
    }

    /** The packed jar's own handler, started among these. */
    Launch launch() {
        return Launch.of(Handler.class.getName(), Launch.packedJar())
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

    /** The same handler with its clock at that time. */
    public Launch launchAt(Instant now) {
        return launch().at(now);
    }

    /** The function as a stack makes it, with a gate before all that it reaches. */
    Launch launch(StackTemplate stack, RoleGate gate) {
        return Launch.of(stack.handler(), Launch.packedJar())
                .withMemory(stack.memoryMb())
                .with(endpoints(gate::before))
                .with(stack.environment())
                .with(Map.of(Settings.REGION, StackTemplate.REGION, "AWS_LAMBDA_LOG_FORMAT", stack.logFormat()));
    }

    private Map<String, String> endpoints(UnaryOperator<URI> way) {
        Map<String, URI> services = Map.of(
                "DYNAMODB", table.endpoint(),
                "SNS", topics.endpoint(),
                "S3", account.endpoint(),
                "CLOUDFRONT", account.endpoint(),
                "WAFV2", account.endpoint());
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
