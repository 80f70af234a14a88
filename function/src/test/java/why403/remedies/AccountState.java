package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import why403.account.FileName;
import why403.json.JsonTree;
import why403.policy.PublicAccessBlock;

/** What commands can change in an account: read from recordings, and written as recordings again. */
final class AccountState {

    private static final String JSON = ".json";
    private static final String ERROR = ".error.json";

    /** Bucket policies by bucket. */
    final Map<String, ObjectNode> policies = new TreeMap<>();

    /** What {@code get-distribution} answers below {@code Distribution}, by id. */
    final Map<String, ObjectNode> distributions = new TreeMap<>();

    /** Configurations of key groups, by id. */
    final Map<String, ObjectNode> keyGroups = new TreeMap<>();

    /** Configurations of origin access controls, by id. */
    final Map<String, ObjectNode> controls = new TreeMap<>();

    /** Policies of KMS keys, by key id. */
    final Map<String, ObjectNode> keyPolicies = new TreeMap<>();

    /** CORS configurations that were put, by bucket. */
    final Map<String, ObjectNode> cors = new TreeMap<>();

    /** Buckets whose owner was made the owner of all objects. */
    final Set<String> enforcedOwners = new TreeSet<>();

    /** Objects that were restored, as {@code s3://bucket/key}. */
    final Set<String> restored = new TreeSet<>();
    /** Configurations of cache policies, by id. */
    final Map<String, ObjectNode> cachePolicies = new TreeMap<>();

    /** What {@code apigateway get-rest-api} and {@code apigatewayv2 get-api} answer, by both names and the id. */
    final Map<String, ObjectNode> apis = new TreeMap<>();

    /** The names of the stages of REST APIs, by id. No command changes them. */
    final Map<String, Set<String>> stages = new TreeMap<>();

    /** Policies of Lambda functions, by name. */
    final Map<String, ObjectNode> functionPolicies = new TreeMap<>();

    /** Block Public Access, by bucket. */
    final Map<String, PublicAccessBlock> publicAccess = new TreeMap<>();

    /** The code of CloudFront functions, by name. */
    final Map<String, String> functions = new TreeMap<>();

    final Set<String> publishedFunctions = new TreeSet<>();

    /** Objects that were uploaded, as {@code s3://bucket/key}. */
    final Set<String> uploads = new TreeSet<>();

    /** Web ACLs, by id. */
    final Map<String, ObjectNode> webAcls = new TreeMap<>();

    /** How often each resource was changed. Its ETag is made from this. */
    final Map<String, Integer> versions = new TreeMap<>();

    static AccountState recordedIn(Path account) throws IOException {
        AccountState state = new AccountState();
        answers(account, "s3api/get-bucket-policy", "Policy")
                .forEach((bucket, policy) -> state.policies.put(bucket, read(policy.asText())));
        answers(account, "s3api/get-public-access-block", "PublicAccessBlockConfiguration")
                .forEach((bucket, switches) -> state.publicAccess.put(
                        bucket,
                        new PublicAccessBlock(
                                false,
                                false,
                                switches.path("BlockPublicPolicy").asBoolean(),
                                switches.path("RestrictPublicBuckets").asBoolean())));
        answers(account, "kms/get-key-policy", "Policy")
                .forEach((key, policy) -> state.keyPolicies.put(key, read(policy.asText())));
        answers(account, "cloudfront/get-distribution", "Distribution")
                .forEach((id, distribution) -> state.distributions.put(id, (ObjectNode) distribution));
        answers(account, "cloudfront/get-key-group", "KeyGroup")
                .forEach((id, group) -> state.keyGroups.put(id, (ObjectNode) group.path("KeyGroupConfig")));
        answers(account, "cloudfront/get-origin-access-control", "OriginAccessControl")
                .forEach((id, control) ->
                        state.controls.put(id, (ObjectNode) control.path("OriginAccessControlConfig")));
        answers(account, "wafv2/get-web-acl", "WebACL")
                .forEach((id, webAcl) -> state.webAcls.put(id, (ObjectNode) webAcl));
        for (String folder : List.of("apigateway/get-rest-api", "apigatewayv2/get-api")) {
            answers(account, folder, "").forEach((id, api) -> state.apis.put(folder + "/" + id, (ObjectNode) api));
        }
        state.apis.keySet().stream()
                .filter(api -> api.startsWith("apigateway/"))
                .map(api -> api.substring(api.lastIndexOf('/') + 1))
                .forEach(id -> state.stages.put(id, stages(account, id)));
        answers(account, "lambda/get-policy", "Policy")
                .forEach((function, policy) ->
                        state.functionPolicies.put(function.replace("%3A", ":"), read(policy.asText())));
        answers(account, "cloudfront/get-cache-policy", "CachePolicy")
                .forEach((id, policy) -> state.cachePolicies.put(id, (ObjectNode) policy.path("CachePolicyConfig")));
        return state;
    }

    private static Map<String, JsonNode> answers(Path account, String folder, String member) throws IOException {
        Map<String, JsonNode> answers = new TreeMap<>();
        if (Files.isDirectory(account.resolve(folder))) {
            for (Path file : files(account.resolve(folder))) {
                String name = file.getFileName().toString();
                if (!name.endsWith(ERROR)) {
                    answers.put(
                            name.substring(0, name.length() - JSON.length()),
                            member.isEmpty()
                                    ? JsonTree.read(Files.readAllBytes(file))
                                    : JsonTree.read(Files.readAllBytes(file)).path(member));
                }
            }
        }
        return answers;
    }

    private static Set<String> stages(Path account, String api) {
        try {
            return new TreeSet<>(
                    answers(account, "apigateway/get-stage/" + api, "").keySet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JsonTree.read(json);
        } catch (IOException broken) {
            throw new IllegalStateException("Expected a JSON object, found: " + json, broken);
        }
    }

    /** Whether it has that policy or configuration; a bucket without a policy has an empty one. */
    boolean contains(ObjectNode saved) {
        JsonNode config = saved.path("DistributionConfig");
        JsonNode group = saved.path("KeyGroupConfig");
        return policies.containsValue(saved)
                || keyPolicies.containsValue(saved)
                || (saved.path("Statement").isArray() && saved.path("Statement").isEmpty())
                || distributions.keySet().stream().anyMatch(id -> config(id).equals(config))
                || keyGroups.values().stream().anyMatch(group::equals)
                || controls.containsValue(saved.path("OriginAccessControlConfig"))
                || cachePolicies.containsValue(saved.path("CachePolicyConfig"))
                || webAcls.containsValue(saved.path("WebACL"));
    }

    AccountState copy() {
        AccountState copy = new AccountState();
        copy.publicAccess.putAll(publicAccess);
        policies.forEach((name, node) -> copy.policies.put(name, node.deepCopy()));
        distributions.forEach((name, node) -> copy.distributions.put(name, node.deepCopy()));
        keyGroups.forEach((name, node) -> copy.keyGroups.put(name, node.deepCopy()));
        controls.forEach((name, node) -> copy.controls.put(name, node.deepCopy()));
        keyPolicies.forEach((name, node) -> copy.keyPolicies.put(name, node.deepCopy()));
        copy.cors.putAll(cors);
        copy.restored.addAll(restored);
        copy.enforcedOwners.addAll(enforcedOwners);
        cachePolicies.forEach((name, node) -> copy.cachePolicies.put(name, node.deepCopy()));
        apis.forEach((name, node) -> copy.apis.put(name, node.deepCopy()));
        copy.stages.putAll(stages);
        functionPolicies.forEach((name, node) -> copy.functionPolicies.put(name, node.deepCopy()));
        copy.functions.putAll(functions);
        copy.publishedFunctions.addAll(publishedFunctions);
        copy.uploads.addAll(uploads);
        webAcls.forEach((name, node) -> copy.webAcls.put(name, node.deepCopy()));
        copy.versions.putAll(versions);
        return copy;
    }

    ObjectNode config(String distribution) {
        return (ObjectNode) distributions.get(distribution).path("DistributionConfig");
    }

    String etag(String resource) {
        return "E" + Integer.toHexString(resource.hashCode()).toUpperCase(Locale.ROOT) + "V"
                + versions.getOrDefault(resource, 0);
    }

    void changed(String resource) {
        versions.merge(resource, 1, Integer::sum);
    }

    /** Everything that matters to the site: not the order of a policy's statements, and not how often something was put. */
    List<Object> content() {
        Map<String, Set<JsonNode>> statements = new TreeMap<>();
        policies.forEach((bucket, policy) ->
                statements.put(bucket, new HashSet<>(DocumentRules.items(policy.path("Statement")))));
        keyPolicies.forEach((key, policy) ->
                statements.put("key " + key, new HashSet<>(DocumentRules.items(policy.path("Statement")))));
        return List.<Object>of(
                statements,
                distributions,
                keyGroups,
                controls,
                cachePolicies,
                functions,
                publishedFunctions,
                uploads,
                cors,
                restored,
                enforcedOwners,
                webAcls);
    }

    /** The recordings of {@code original} as they would be made now. */
    Path recordInto(Path folder, Path original) throws IOException {
        copyFiles(original, folder);
        for (Map.Entry<String, ObjectNode> policy : policies.entrySet()) {
            answer(folder, "s3api/get-bucket-policy", policy.getKey(), text("Policy", policy.getValue()));
        }
        for (Map.Entry<String, ObjectNode> distribution : distributions.entrySet()) {
            answer(
                    folder,
                    "cloudfront/get-distribution",
                    distribution.getKey(),
                    object("Distribution", distribution.getValue()));
        }
        for (Map.Entry<String, ObjectNode> group : keyGroups.entrySet()) {
            ObjectNode whole = object("KeyGroupConfig", group.getValue()).put("Id", group.getKey());
            answer(folder, "cloudfront/get-key-group", group.getKey(), object("KeyGroup", whole));
        }
        for (Map.Entry<String, ObjectNode> control : controls.entrySet()) {
            ObjectNode whole =
                    object("OriginAccessControlConfig", control.getValue()).put("Id", control.getKey());
            answer(
                    folder,
                    "cloudfront/get-origin-access-control",
                    control.getKey(),
                    object("OriginAccessControl", whole));
        }
        for (Map.Entry<String, ObjectNode> key : keyPolicies.entrySet()) {
            answer(folder, "kms/get-key-policy", key.getKey(), text("Policy", key.getValue()));
        }
        for (Map.Entry<String, ObjectNode> rules : cors.entrySet()) {
            answer(folder, "s3api/get-bucket-cors", rules.getKey(), rules.getValue());
        }
        for (String bucket : enforcedOwners) {
            answer(
                    folder,
                    "s3api/get-bucket-ownership-controls",
                    bucket,
                    read("{\"OwnershipControls\":{\"Rules\":[{\"ObjectOwnership\":\"BucketOwnerEnforced\"}]}}"));
        }
        for (String object : restored) {
            String[] parts = object.substring("s3://".length()).split("/", 2);
            answer(
                    folder,
                    "s3api/head-object/" + parts[0],
                    FileName.ofKey(parts[1]),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("StorageClass", "GLACIER")
                            .put("Restore", "ongoing-request=\"false\""));
        }
        for (Map.Entry<String, ObjectNode> policy : cachePolicies.entrySet()) {
            ObjectNode whole = object("CachePolicyConfig", policy.getValue()).put("Id", policy.getKey());
            answer(folder, "cloudfront/get-cache-policy", policy.getKey(), object("CachePolicy", whole));
        }
        for (Map.Entry<String, ObjectNode> webAcl : webAcls.entrySet()) {
            answer(folder, "wafv2/get-web-acl", webAcl.getKey(), object("WebACL", webAcl.getValue()));
            String samples = "wafv2/get-sampled-requests/" + webAcl.getKey();
            for (Map.Entry<String, JsonNode> sampled :
                    answers(original, samples, "").entrySet()) {
                answer(
                        folder,
                        samples,
                        sampled.getKey(),
                        FakeWaf.sampledNow(webAcl.getValue(), sampled.getKey(), (ObjectNode) sampled.getValue()));
            }
        }
        for (Map.Entry<String, ObjectNode> api : apis.entrySet()) {
            int slash = api.getKey().lastIndexOf('/');
            answer(folder, api.getKey().substring(0, slash), api.getKey().substring(slash + 1), api.getValue());
        }
        for (Map.Entry<String, ObjectNode> policy : functionPolicies.entrySet()) {
            answer(folder, "lambda/get-policy", FileName.ofName(policy.getKey()), text("Policy", policy.getValue()));
        }
        for (String upload : uploads) {
            String[] parts = upload.substring("s3://".length()).split("/", 2);
            answer(
                    folder,
                    "s3api/head-object/" + parts[0],
                    FileName.ofKey(parts[1]),
                    JsonNodeFactory.instance.objectNode());
        }
        return folder;
    }

    private static ObjectNode object(String member, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(member, value);
    }

    private static ObjectNode text(String member, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().put(member, JsonTree.write(value));
    }

    private static void answer(Path account, String folder, String name, ObjectNode answer) throws IOException {
        Path file = account.resolve(folder).resolve(name + JSON);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonTree.write(answer));
        Files.deleteIfExists(account.resolve(folder).resolve(name + ERROR));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(from)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
