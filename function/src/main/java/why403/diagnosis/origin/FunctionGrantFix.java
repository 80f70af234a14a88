package why403.diagnosis.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.LocalFile;
import why403.diagnosis.remedy.RemedyStep;
import why403.json.JsonTree;
import why403.policy.Policy;
import why403.text.Phrases;
import why403.text.Shell;

/**
 * Adds the permissions that a function's policy lacks.
 *
 * @param document the policy as it is
 * @param distributionArn empty if everybody may invoke the function, because its URL has no authentication
 */
record FunctionGrantFix(
        FunctionGrant grant, ObjectNode document, String distributionId, Optional<String> distributionArn) {

    /** A permission as {@code add-permission} takes it and as the policy then contains it. */
    private record Permission(String action, String sid, Optional<String> sourceArn) {

        boolean isForUrl() {
            return action.equals(FunctionGrant.INVOKE_URL);
        }

        ObjectNode statement(String functionArn) {
            ObjectNode statement =
                    JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", "Allow");
            if (sourceArn.isPresent()) {
                statement.putObject("Principal").put("Service", "cloudfront.amazonaws.com");
            } else {
                statement.put("Principal", "*");
            }
            statement.put("Action", action).put("Resource", functionArn);
            ObjectNode condition = statement.putObject("Condition");
            sourceArn.ifPresent(arn -> condition.putObject("ArnLike").put("AWS:SourceArn", arn));
            if (!isForUrl()) {
                condition.putObject("Bool").put("lambda:InvokedViaFunctionUrl", "true");
            } else if (sourceArn.isEmpty()) {
                condition.putObject("StringEquals").put("lambda:FunctionUrlAuthType", "NONE");
            }
            return statement;
        }

        /** Lambda refuses a Sid that exists: an earlier run added the statement. */
        Command command(FunctionUrl url) {
            String errors = Shell.word(LocalFile.named("permission-" + url.function() + "-" + sid, "-error.txt"));
            String principal = sourceArn
                    .map(arn -> "cloudfront.amazonaws.com --source-arn " + Shell.word(arn))
                    .orElse("'*'" + (isForUrl() ? " --function-url-auth-type NONE" : ""));
            return new Command(
                    "Allow " + action + " (if an earlier run added the permission, nothing changes)",
                    "aws lambda add-permission" + url.options() + " --statement-id " + Shell.word(sid) + " --action "
                            + action + " --principal " + principal
                            + (isForUrl() ? "" : " --invoked-via-function-url")
                            + " 2>| " + errors + " || grep -q '(ResourceConflictException)' " + errors + " || { cat "
                            + errors + " >&2; false; }",
                    Effect.CHANGES_CONFIGURATION);
        }
    }

    Fix fix() {
        List<Permission> permissions =
                grant.missing().stream().map(this::permission).toList();
        return Fix.of(
                "Let " + (distributionArn.isPresent() ? "distribution " + distributionId : "everybody") + " use "
                        + Phrases.list(grant.missing()) + " of function "
                        + grant.url().function() + ". " + simulated(permissions),
                new RemedyStep.Run(permissions.stream()
                        .map(permission -> permission.command(grant.url()))
                        .toList()));
    }

    private Permission permission(String action) {
        String name = "AllowCloudFront" + distributionId + action.substring(action.indexOf(':') + 1);
        return new Permission(action, unused(name.replaceAll("[^A-Za-z0-9]", "")), distributionArn);
    }

    private String unused(String sid) {
        Set<String> taken = new HashSet<>();
        JsonNode statements = document.path("Statement");
        (statements.isArray()
                        ? statements
                        : JsonNodeFactory.instance.arrayNode().add(statements))
                .forEach(statement -> taken.add(statement.path("Sid").asText()));
        String free = sid;
        for (int number = 2; taken.contains(free); number++) {
            free = sid + number;
        }
        return free;
    }

    private String simulated(List<Permission> permissions) {
        ObjectNode after = FunctionGrant.with(
                document,
                permissions.stream()
                        .map(permission -> permission.statement(grant.url().arn()))
                        .toList());
        if (!(Policy.read(JsonTree.write(after)) instanceof Policy.Read read)) {
            return "Not simulated, because the policy cannot be read";
        }
        FunctionGrant changed = grant.under(read.policy());
        if (changed.refusal().isEmpty()) {
            return "Simulated: the resulting policy allows these requests";
        }
        return changed.denials().isEmpty()
                ? "Simulated: the resulting policy still does not surely allow these requests"
                : "Simulated: Deny statement " + Phrases.list(changed.denials())
                        + " still refuses these requests. Narrow that statement first";
    }
}
