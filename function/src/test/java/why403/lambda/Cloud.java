package why403.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import why403.aws.AccountServer;
import why403.aws.LocalTable;
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
        return Launch.of(Handler.class.getName(), Launch.packedJar()).with(environment());
    }

    /** The same handler with its clock at that time. */
    public Launch launchAt(Instant now) {
        return Launch.of(PinnedHandler.class.getName(), Launch.packedJar(), Path.of("target", "test-classes"))
                .with(environment())
                .with(PinnedHandler.NOW, now.toString());
    }

    private Map<String, String> environment() {
        return Map.of(
                Settings.REGION,
                "eu-central-1",
                Settings.TABLE,
                table.name(),
                Settings.TOPIC,
                TOPIC,
                Settings.READ_CONTENT,
                "true",
                "AWS_ENDPOINT_URL_DYNAMODB",
                table.endpoint().toString(),
                "AWS_ENDPOINT_URL_SNS",
                topics.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3",
                account.endpoint().toString(),
                "AWS_ENDPOINT_URL_CLOUDFRONT",
                account.endpoint().toString(),
                "AWS_ENDPOINT_URL_WAFV2",
                account.endpoint().toString());
    }

    @Override
    public void close() {
        account.close();
        topics.stop();
        table.close();
    }
}
