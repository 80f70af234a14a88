package why403.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import why403.diagnosis.remedy.PolicyState.Absent;
import why403.diagnosis.remedy.PolicyState.Present;
import why403.diagnosis.remedy.PolicyState.Unknown;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.S3Bucket;
import why403.json.JsonTree;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.text.LocalShell;

/** Adding statements to a policy: the plan simulates what the printed {@code jq} filter does to the bucket's policy. */
class PolicyEditTest {

    private static final S3Bucket BUCKET =
            S3Bucket.ofHost("example-assets.s3.eu-west-1.amazonaws.com").orElseThrow();
    private static final String OAI = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI";
    private static final String NEW = statement("\"Sid\":\"New\"", "\"Principal\":{\"AWS\":\"" + OAI + "\"}");

    @TempDir
    private Path directory;

    private static String statement(String... members) {
        return "{" + String.join(",", members)
                + ",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}";
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JsonTree.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static JsonNode plus(PolicyState state, String... statements) {
        List<ObjectNode> added =
                List.of(statements).stream().map(PolicyEditTest::object).toList();
        return ((Present) state.after(new PolicyChange.Addition(added))).document();
    }

    private static JsonNode plus(String policy, String... statements) {
        return plus(new Present(object(policy)), statements);
    }

    /** The filter of the printed command, as the shell hands it to {@code jq}. */
    private String filter(PolicyState recorded, List<ObjectNode> statements) {
        String edit = new CommandWriter(Instant.parse("2026-11-24T10:02:00Z"))
                .policyEdit(new EditPolicy(
                        new PolicyTarget.OfBucket(BUCKET), recorded, new PolicyChange.Addition(statements), List.of()))
                .get(1)
                .text();
        String print = edit.substring(0, edit.indexOf(" example-assets-policy-current.json"))
                .replaceFirst("^jq ", "printf %s ");
        return LocalShell.run(directory, List.of("bash", "-c", print)).output();
    }

    private JsonNode edited(String filter, JsonNode policy) {
        LocalShell.Result result = LocalShell.jq(directory, JsonTree.write(policy), filter);
        assertThat(result.exit())
                .as(filter + "\n" + policy + "\n" + result.output())
                .isZero();
        return object(result.output());
    }

    private static JsonNode anyPrincipal(Generator given) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<String> names = List.of(
                "*",
                OAI,
                "123456789012",
                "arn:aws:iam::123456789012:role/AROADEPLOY",
                "AIDAEXAMPLEEXAMPLE",
                "AROAEXAMPLEEXAMPLE",
                "AIDA",
                "xAIDAEXAMPLE");
        JsonNode aws = given.oneIn(2) ? json.textNode(given.of(names)) : list(given.list(3, () -> given.of(names)));
        if (aws.isArray() && aws.isEmpty()) {
            aws = json.textNode("*");
        }
        return switch (given.between(0, 3)) {
            case 0 -> json.textNode("*");
            case 1 -> json.objectNode().put("Service", "cloudfront.amazonaws.com");
            case 2 -> json.objectNode().<ObjectNode>set("AWS", aws).put("CanonicalUser", "79a59d");
            default -> json.objectNode().set("AWS", aws);
        };
    }

    /** Any text that JSON in UTF-8 can hold: no half of a surrogate pair. */
    private static String text(Generator given) {
        return new String(given.text(8).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static ArrayNode list(List<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    private static ObjectNode anyStatement(Generator given) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        if (given.oneIn(2)) {
            statement.put("Sid", given.of("New", "Old", text(given)));
        }
        statement.put("Effect", given.of("Allow", "Deny"));
        statement.set(given.oneIn(4) ? "NotPrincipal" : "Principal", anyPrincipal(given));
        statement.set(
                "Action",
                given.oneIn(2)
                        ? list(List.of("s3:GetObject"))
                        : list(List.of("s3:*")).get(0));
        statement.put("Resource", given.of("*", "arn:aws:s3:::example-assets/*", "arn:aws:s3:::it's \"here\"/*"));
        if (given.oneIn(3)) {
            statement.putObject("Condition").putObject("StringEquals").put("aws:Referer", text(given));
        }
        return statement;
    }

    private static ObjectNode anyPolicy(Generator given, List<ObjectNode> mayContain) {
        List<ObjectNode> statements = new ArrayList<>(given.list(4, () -> anyStatement(given)));
        mayContain.stream()
                .filter(one -> given.oneIn(3))
                .map(ObjectNode::deepCopy)
                .forEach(statements::add);
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", given.of("2012-10-17", "2008-10-17"));
        if (given.oneIn(3)) {
            policy.put("Id", text(given));
        }
        if (statements.size() == 1 && given.oneIn(2)) {
            return policy.set("Statement", statements.get(0));
        }
        ArrayNode all = policy.putArray("Statement");
        statements.forEach(all::add);
        return policy;
    }

    private static List<ObjectNode> anyAddition(Generator given) {
        List<ObjectNode> added = new ArrayList<>(List.of(object(NEW)));
        if (given.oneIn(2)) {
            added.add(object(NEW.replace("New", "Newer").replace("s3:GetObject", "s3:PutObject")));
        }
        return added;
    }

    @ParameterizedTest
    @Seeds(100)
    void theFilterMakesWhatThePlanSimulatesAndASecondRunChangesNothing(Generator given) {
        LocalShell.require("bash", "jq");
        List<ObjectNode> added = anyAddition(given);
        Present recorded = new Present(anyPolicy(given, added));
        JsonNode simulated = ((Present) recorded.after(new PolicyChange.Addition(added))).document();
        String filter = filter(recorded, added);
        JsonNode once = edited(filter, recorded.document());
        assertThat(once).isEqualTo(simulated);
        assertThat(edited(filter, once)).isEqualTo(simulated);
        assertThat(((Present) recorded.after(new PolicyChange.Addition(added)).after(new PolicyChange.Addition(added)))
                        .document())
                .isEqualTo(simulated);
    }

    @ParameterizedTest
    @Seeds(30)
    void theFilterForAPolicyThatIsNotKnownDoesTheSame(Generator given) {
        LocalShell.require("bash", "jq");
        List<ObjectNode> added = anyAddition(given);
        ObjectNode current = anyPolicy(given, added);
        JsonNode simulated = ((Present) new Present(current).after(new PolicyChange.Addition(added))).document();
        String filter = filter(new Unknown(), added);
        JsonNode once = edited(filter, current);
        assertThat(once).isEqualTo(simulated);
        assertThat(edited(filter, once)).isEqualTo(simulated);
    }

    @Test
    void theFilterStartsFromAnEmptyPolicyIfThereIsNone() {
        LocalShell.require("bash", "jq");
        List<ObjectNode> added = List.of(object(NEW));
        assertThat(edited(filter(new Absent(), added), object(policy())))
                .isEqualTo(plus(new Absent(), NEW))
                .isEqualTo(object(policy(NEW)));
    }

    @Test
    void whatThePolicyContainsStays() {
        String old = statement("\"Sid\":\"Old\"", "\"Principal\":\"*\"");
        assertThat(plus(policy(old), NEW)).isEqualTo(object(policy(old, NEW)));
    }

    @Test
    void aSingleStatementBecomesTheFirstOfAList() {
        String old = statement("\"Principal\":\"*\"");
        assertThat(plus(policy().replace("[]", old), NEW)).isEqualTo(object(policy(old, NEW)));
    }

    @Test
    void aStatementThatIsThereIsNotAddedAgain() {
        assertThat(plus(policy(NEW), NEW)).isEqualTo(object(policy(NEW)));
    }

    @Test
    void aDeletedPrincipalIsDroppedAndTheOthersOfItsStatementStay() {
        String both = statement("\"Principal\":{\"AWS\":[\"AIDAEXAMPLE\",\"" + OAI + "\"]}");
        String living = statement("\"Principal\":{\"AWS\":[\"" + OAI + "\"]}");
        assertThat(plus(policy(both), NEW)).isEqualTo(object(policy(living, NEW)));
    }

    @Test
    void aStatementIsDroppedIfAllItsPrincipalsWereDeleted() {
        String deleted = statement("\"Principal\":{\"AWS\":\"AROAEXAMPLE\"}");
        assertThat(plus(policy(deleted), NEW)).isEqualTo(object(policy(NEW)));
    }

    @Test
    void aDeletedPrincipalIsNoExceptionAnyMore() {
        String both = statement("\"NotPrincipal\":{\"AWS\":[\"AIDAEXAMPLE\",\"" + OAI + "\"]}");
        String living = statement("\"NotPrincipal\":{\"AWS\":[\"" + OAI + "\"]}");
        String alone = statement("\"NotPrincipal\":{\"AWS\":\"AROAEXAMPLE\"}");
        String everybody = statement("\"Principal\":\"*\"");

        assertThat(plus(policy(both), NEW)).isEqualTo(object(policy(living, NEW)));
        assertThat(plus(policy(alone), NEW)).isEqualTo(object(policy(everybody, NEW)));
    }

    @Test
    void aStatementWithoutPrincipalsOfIamStays() {
        String service = statement("\"Principal\":{\"Service\":\"cloudfront.amazonaws.com\"}");
        String others = statement("\"NotPrincipal\":{\"AWS\":\"123456789012\"}");
        assertThat(plus(policy(service, others), NEW)).isEqualTo(object(policy(service, others, NEW)));
    }

    @Test
    void aPolicyThatIsNotKnownStaysUnknown() {
        assertThat(new Unknown().after(new PolicyChange.Addition(List.of(object(NEW)))))
                .isEqualTo(new Unknown());
    }

    @Test
    void theRecordedPolicyIsNotChanged() {
        ObjectNode recorded = object(policy());
        plus(new Present(recorded), NEW);
        assertThat(recorded).isEqualTo(object(policy()));
    }
}
