package why403.infra;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The CDK app. The {@code cdk} command runs it in the project's root folder. */
public final class App {

    private static final Path JAR = Path.of("function", "target", "why403.jar");

    private App() {}

    /** Writes the cloud assembly. If an option is invalid, prints a message, exits with 2 and writes nothing. */
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

    @SuppressWarnings("unchecked") // The context is a JSON object, so its keys are strings.
    private static Map<String, Object> context(Object all) {
        return (Map<String, Object>) all;
    }

    /** The account and region come from the {@code cdk} command. Without credentials, the stack is environment-agnostic. */
    private static StackProps stackProps(Map<String, String> environment) {
        return StackProps.builder()
                .description("Finds out why CloudFront returns 403 errors")
                .env(Environment.builder()
                        .account(environment.get("CDK_DEFAULT_ACCOUNT"))
                        .region(environment.get("CDK_DEFAULT_REGION"))
                        .build())
                .build();
    }
}
