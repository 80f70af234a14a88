package why403.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** One of the two functions, with a role of its own and with the alias that all callers use. */
final class JavaFunction extends Construct {

    /**
     * Long enough for the last object of a batch: no object starts after 90 s, and one object takes at most 30 s to open,
     * 10 s for its error mapping and 16 s to store an hour of it.
     */
    private static final Duration TIMEOUT = Duration.seconds(150);

    /**
     * With SnapStart, Lambda lets Java 25 use all compilers. The optimizing one then takes most of the processor time of a
     * function that runs for a second at a time.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">AWS: customize Java runtime
     *     startup behavior</a>
     */
    private static final Map<String, String> FAST_COMPILER_ONLY =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    private final Alias alias;

    /**
     * What the two functions share.
     *
     * @param code the jar with both handlers
     * @param ownLog receives the logs of both
     */
    record Shared(Code code, int memoryMb, ILogGroup ownLog) {}

    /**
     * Creates the function.
     *
     * @param handler the class of its handler
     * @param environment its settings
     * @param permissions everything that its role allows
     */
    JavaFunction(
            Construct scope,
            String id,
            String description,
            Class<?> handler,
            Shared shared,
            Map<String, String> environment,
            List<PolicyStatement> permissions) {
        super(scope, id);
        Map<String, String> variables = new TreeMap<>(FAST_COMPILER_ONLY);
        variables.putAll(environment);
        Function created = Function.Builder.create(this, "Function")
                .description(description)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(handler.getName())
                .code(shared.code())
                .memorySize(shared.memoryMb())
                .timeout(TIMEOUT)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .environment(variables)
                .loggingFormat(LoggingFormat.JSON)
                .logGroup(shared.ownLog())
                .role(role(permissions))
                .build();
        Annotations.of(created)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "The queue and the schedule call the alias of a version.");
        this.alias = publish(created);
    }

    private Role role(List<PolicyStatement> permissions) {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal(
                        "lambda.amazonaws.com",
                        ServicePrincipalOpts.builder()
                                .conditions(Conditions.sourceAccount(this))
                                .build()))
                .build();
        permissions.forEach(role::addToPolicy);
        return role;
    }

    /** SnapStart needs published versions, so all callers use an alias of the newest version. */
    private Alias publish(Function function) {
        return Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .maxEventAge(Duration.minutes(1))
                .retryAttempts(0)
                .build();
    }

    Alias alias() {
        return alias;
    }
}
