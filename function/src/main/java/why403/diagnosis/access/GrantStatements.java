package why403.diagnosis.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Comparison;
import why403.policy.Miss;

/**
 * Adds a grant to a bucket's policy, or corrects the one that was meant. What the policy grants to others stays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">
 *     AWS: the policy for an origin access control</a>
 */
public final class GrantStatements {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String STATEMENT = "Statement";
    private static final String PRINCIPAL = "Principal";
    private static final String CONDITION = "Condition";

    private static final Pattern DELETED = Pattern.compile("A(ID|RO)A[A-Z0-9]+");

    private GrantStatements() {}

    /** The statement that lets CloudFront do that to a resource, under a control or an identity. */
    public static ObjectNode grant(S3Request request, String action, String resource) {
        ObjectNode statement = NODES.objectNode();
        statement.put("Sid", sid(request, action));
        statement.put("Effect", "Allow");
        ObjectNode principal = statement.putObject(PRINCIPAL);
        if (request.access() instanceof OriginAccess.Identity identity) {
            principal.put("AWS", identityArn(identity, request.bucket()));
        } else {
            principal.put("Service", "cloudfront.amazonaws.com");
        }
        statement.put("Action", action);
        statement.put("Resource", resource);
        if (!(request.access() instanceof OriginAccess.Identity)) {
            statement
                    .putObject(CONDITION)
                    .putObject("StringEquals")
                    .put("AWS:SourceArn", request.distribution().arn());
        }
        return statement;
    }

    private static String sid(S3Request request, String action) {
        return "AllowCloudFront" + request.distribution().id() + action.substring(action.indexOf(':') + 1);
    }

    private static String identityArn(OriginAccess.Identity identity, S3Bucket bucket) {
        return "arn:" + bucket.partition() + ":iam::cloudfront:user/CloudFront Origin Access Identity " + identity.id();
    }

    /** The policy with that statement after its own; deleted principals, which S3 refuses, are left out. */
    public static ObjectNode appended(Optional<ObjectNode> policy, ObjectNode statement) {
        ObjectNode whole = copy(policy);
        ArrayNode statements = statements(whole);
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").equals(statement.path("Sid"))) {
                statement.remove("Sid");
            }
        }
        statements.add(statement);
        return withoutDeletedPrincipals(whole);
    }

    /** S3 shows a deleted user, role or identity by its id, and refuses a policy that names it so. */
    private static ObjectNode withoutDeletedPrincipals(ObjectNode policy) {
        ArrayNode kept = NODES.arrayNode();
        for (JsonNode statement : statements(policy)) {
            List<String> named = texts(statement.path(PRINCIPAL).path("AWS"));
            List<String> living = named.stream()
                    .filter(value -> !DELETED.matcher(value).matches())
                    .toList();
            if (living.size() < named.size() && statement.path(PRINCIPAL) instanceof ObjectNode principal) {
                principal.set("AWS", list(living));
                if (living.isEmpty()) {
                    principal.remove("AWS");
                }
            }
            if (!statement.path(PRINCIPAL).isObject()
                    || !statement.path(PRINCIPAL).isEmpty()) {
                kept.add(statement);
            }
        }
        policy.set(STATEMENT, kept);
        return policy;
    }

    /** The policy with its nearest statement corrected; it may still refuse, where that statement is beyond it. */
    public static ObjectNode corrected(ObjectNode policy, GrantFault fault, Comparison nearest, S3Request request) {
        ObjectNode whole = copy(Optional.of(policy));
        if (!(statements(whole).get(nearest.number() - 1) instanceof ObjectNode statement)) {
            return whole;
        }
        switch (fault.kind()) {
            case WRONG_IDENTITY -> correctIdentity(statement, nearest, request);
            case WRONG_RESOURCE -> correctResource(statement, request.bucket());
            case WRONG_ACTION -> add(statement, "Action", request.asked().action());
            case MISSING -> {}
        }
        return withoutDeletedPrincipals(whole);
    }

    private static void correctIdentity(ObjectNode statement, Comparison nearest, S3Request request) {
        if (request.access() instanceof OriginAccess.Identity identity) {
            if (statement.path(PRINCIPAL) instanceof ObjectNode principal && principal.has("AWS")) {
                add(principal, "AWS", identityArn(identity, request.bucket()));
            }
            return;
        }
        for (Miss miss : nearest.misses()) {
            miss.conditionKey().ifPresent(key -> addToCondition(statement, key, miss.found()));
        }
    }

    private static void addToCondition(ObjectNode statement, String key, String value) {
        for (JsonNode operator : statement.path(CONDITION)) {
            if (operator instanceof ObjectNode keys && keys.has(key)) {
                add(keys, key, value);
            }
        }
    }

    private static void correctResource(ObjectNode statement, S3Bucket bucket) {
        boolean isForBucketToo = texts(statement.path("Action")).stream().anyMatch(GrantStatements::isForBucket);
        List<String> resources = new ArrayList<>(texts(statement.path("Resource")));
        resources.removeIf(arn -> !arn.startsWith(bucket.arnOf("")) && !(isForBucketToo && arn.equals(bucket.arn())));
        statement.set("Resource", list(resources));
        add(statement, "Resource", bucket.arnOf("*"));
    }

    private static boolean isForBucket(String action) {
        String name = action.toLowerCase(Locale.ROOT);
        return name.startsWith("s3:list") || name.contains("bucket") || name.contains("*");
    }

    private static void add(ObjectNode owner, String name, String value) {
        List<String> values = new ArrayList<>(texts(owner.path(name)));
        if (!values.contains(value)) {
            values.add(value);
        }
        owner.set(name, list(values));
    }

    private static JsonNode list(List<String> values) {
        if (values.size() == 1) {
            return NODES.textNode(values.get(0));
        }
        ArrayNode list = NODES.arrayNode();
        values.forEach(list::add);
        return list;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        (node.isArray() ? node : List.of(node)).forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        return texts;
    }

    private static ObjectNode copy(Optional<ObjectNode> policy) {
        ObjectNode whole = policy.map(ObjectNode::deepCopy)
                .orElseGet(() -> NODES.objectNode().put("Version", "2012-10-17"));
        ArrayNode kept = NODES.arrayNode();
        JsonNode statements = whole.path(STATEMENT);
        (statements.isArray() ? statements : List.of(statements)).forEach(statement -> {
            if (statement.isObject()) {
                kept.add(statement);
            }
        });
        whole.set(STATEMENT, kept);
        return whole;
    }

    private static ArrayNode statements(ObjectNode policy) {
        return (ArrayNode) policy.path(STATEMENT);
    }
}
