package why403.infra;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** What the {@code cdk} command runs, in the project's own folder. */
public final class App {

    private static final Path JAR = Path.of("function", "target", "why403.jar");

    private App() {}

    /** Writes the cloud assembly. A wrong option ends it with one sentence, and nothing is written. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        software.amazon.awscdk.App app = new software.amazon.awscdk.App();
        Map<String, Object> context = context(app.getNode().getAllContext());
        try {
            new Why403Stack(app, "why403", stackProps(environment), new ContextOptions(context).props(), JAR);
        } catch (OptionException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
        app.synth();
    }

    @SuppressWarnings("unchecked") // A JSON object: its keys are texts.
    private static Map<String, Object> context(Object all) {
        return (Map<String, Object>) all;
    }

    /** Where the {@code cdk} command says that it deploys to; without credentials, anywhere. */
    private static StackProps stackProps(Map<String, String> environment) {
        return StackProps.builder()
                .description("Tells why CloudFront answers 403")
                .env(Environment.builder()
                        .account(environment.get("CDK_DEFAULT_ACCOUNT"))
                        .region(environment.get("CDK_DEFAULT_REGION"))
                        .build())
                .build();
    }
}
