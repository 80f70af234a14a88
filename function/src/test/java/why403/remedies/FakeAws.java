package why403.remedies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import why403.json.JsonTree;
import why403.policy.Policy;
import why403.policy.PublicAccessBlock;
import why403.remedies.AwsCall.UsageException;

/**
 * The {@code aws} command with an account behind it. It knows the calls that remedies make, with exactly the options that
 * they use; it keeps a log, and can make one call fail.
 */
final class FakeAws {

    /** What a call does to its resource. */
    enum Access {
        READS,
        WRITES,
        OTHER
    }

    /**
     * One call.
     *
     * @param resource such as {@code bucket example-assets}
     * @param reply what it was answered
     */
    record Logged(String operation, Access access, String resource, Reply reply) {}

    /** The way in which a call fails. */
    enum Failure {
        ACCESS_DENIED,
        CUT_OFF
    }

    /** Makes one call fail: the first is number 0. */
    record Injection(int call, Failure failure) {}

    /** The effect of a call of this operation, if it does not fail. */
    @FunctionalInterface
    private interface Action {
        Reply run() throws UsageException;
    }

    private final AccountState account;
    private final Optional<Injection> injection;
    private final List<Logged> log = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    FakeAws(AccountState account, Optional<Injection> injection) {
        this.account = account;
        this.injection = injection;
    }

    AccountState account() {
        return account;
    }

    /** Every call, in order. */
    synchronized List<Logged> log() {
        return List.copyOf(log);
    }

    /** Calls that a correct command never makes, even after a failure. */
    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized Reply answer(AwsCall call) {
        try {
            return dispatch(call);
        } catch (UsageException wrong) {
            problems.add(call.operation() + ": " + wrong.getMessage());
            return logged(call, Access.OTHER, "nothing", () -> Reply.wrongUsage(wrong.getMessage()));
        }
    }

    private Reply dispatch(AwsCall call) throws UsageException {
        return switch (call.operation()) {
            case "s3api get-bucket-policy" -> getBucketPolicy(call);
            case "s3api put-bucket-policy" -> putBucketPolicy(call);
            case "s3 cp" -> copy(call);
            case "s3api restore-object" -> restore(call);
            case "s3api put-bucket-cors" -> putCors(call);
            case "s3api put-bucket-ownership-controls" -> putOwnership(call);
            case "kms get-key-policy" -> getKeyPolicy(call);
            case "kms put-key-policy" -> putKeyPolicy(call);
            case "cloudfront get-distribution" -> getDistributionArn(call);
            case "cloudfront get-distribution-config" -> getDistributionConfig(call);
            case "cloudfront update-distribution" -> updateDistribution(call);
            case "cloudfront get-key-group-config" -> getKeyGroupConfig(call);
            case "cloudfront update-key-group" -> updateKeyGroup(call);
            case "cloudfront get-origin-access-control-config" -> getControlConfig(call);
            case "cloudfront update-origin-access-control" -> updateControl(call);
            case "cloudfront get-cache-policy-config" -> getCachePolicyConfig(call);
            case "cloudfront update-cache-policy" -> updateCachePolicy(call);
            case "cloudfront list-origin-access-controls" -> listControls(call);
            case "cloudfront create-origin-access-control" -> createControl(call);
            case "cloudfront describe-function" -> describeFunction(call);
            case "cloudfront create-function" -> createFunction(call);
            case "cloudfront publish-function" -> publishFunction(call);
            case "lambda add-permission" -> addPermission(call);
            case "apigateway get-stages" -> getStages(call);
            case "apigateway update-rest-api" -> updateRestApi(call);
            case "apigateway create-deployment" -> createDeployment(call);
            case "apigatewayv2 update-api" -> updateApi(call);
            case "apigatewayv2 create-deployment" -> createDeploymentOfHttpApi(call);
            case "cloudfront create-invalidation" -> invalidate(call);
            case "wafv2 get-web-acl" -> getWebAcl(call);
            case "wafv2 update-web-acl" -> updateWebAcl(call);
            default -> throw new UsageException("Unknown command: " + call.operation());
        };
    }

    private Reply logged(AwsCall call, Access access, String resource, Action action) {
        boolean fails = injection.filter(one -> one.call() == log.size()).isPresent();
        Reply reply = fails ? failed(call, injection.orElseThrow().failure(), access, action) : run(call, action);
        log.add(new Logged(call.operation(), access, resource, reply));
        return reply;
    }

    private Reply run(AwsCall call, Action action) {
        try {
            return action.run();
        } catch (UsageException wrong) {
            problems.add(call.operation() + ": " + wrong.getMessage());
            return Reply.wrongUsage(wrong.getMessage());
        }
    }

    private Reply failed(AwsCall call, Failure failure, Access access, Action action) {
        return switch (failure) {
            case ACCESS_DENIED ->
                Reply.refusing(
                        call.operation(),
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ops is not authorized to perform this (NoSuchBucketPolicy is another error)");
            case CUT_OFF -> (access == Access.READS ? run(call, action) : Reply.printing("")).cutOff();
        };
    }

    private Reply refused(String operation, String code, String message) {
        return Reply.refusing(operation, code, message);
    }

    /** A document that the service would refuse: no command should ever send it. */
    private Reply refusedDocument(String operation, String code, String fault) {
        problems.add(operation + ": " + fault);
        return refused(operation, code, fault);
    }

    private Reply getBucketPolicy(AwsCall call) throws UsageException {
        call.expect("--bucket", "--region", "--query", "--output");
        String bucket = call.value("--bucket");
        if (!call.value("--query").equals("Policy") || !call.value("--output").equals("text")) {
            throw new UsageException("Expected --query Policy --output text");
        }
        return logged(
                call,
                Access.READS,
                "bucket " + bucket,
                () -> account.policies.containsKey(bucket)
                        ? Reply.printing(JsonTree.write(account.policies.get(bucket)))
                        : refused("GetBucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist"));
    }

    private Reply putBucketPolicy(AwsCall call) throws UsageException {
        call.expect("--bucket", "--region", "--policy");
        String bucket = call.value("--bucket");
        return logged(call, Access.WRITES, "bucket " + bucket, () -> {
            ObjectNode policy = document(call.file("--policy", "file://"));
            Optional<String> fault = DocumentRules.policyFault(policy, bucket);
            if (fault.isPresent()) {
                return refusedDocument("PutBucketPolicy", "MalformedPolicy", fault.get());
            }
            if (isNeverStored(bucket, policy)) {
                return refusedDocument(
                        "PutBucketPolicy",
                        "AccessDenied",
                        "public policies are prevented by the BlockPublicPolicy setting");
            }
            account.policies.put(bucket, asStored(policy));
            return Reply.printing("");
        });
    }

    private boolean isNeverStored(String bucket, ObjectNode policy) {
        return Policy.read(policy.toString()) instanceof Policy.Read read
                && account.publicAccess
                        .getOrDefault(bucket, PublicAccessBlock.NONE)
                        .refusesToStore(read.policy());
    }

    /** S3 stores a list of one as its element. */
    private static ObjectNode asStored(ObjectNode policy) {
        ObjectNode stored = policy.deepCopy();
        DocumentRules.items(stored.path("Statement")).forEach(statement -> {
            unwrap((ObjectNode) statement, "Action");
            unwrap((ObjectNode) statement, "Resource");
            if (statement.path("Principal") instanceof ObjectNode principal) {
                unwrap(principal, "AWS");
                unwrap(principal, "Service");
            }
        });
        return stored;
    }

    private static void unwrap(ObjectNode node, String member) {
        if (node.path(member).isArray() && node.path(member).size() == 1) {
            node.set(member, node.path(member).get(0));
        }
    }

    private static ObjectNode document(String text) throws UsageException {
        try {
            if (JsonTree.read(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            throw new UsageException("Invalid JSON: " + text);
        }
        throw new UsageException("Expected a JSON object, found: " + text);
    }

    private Reply restore(AwsCall call) throws UsageException {
        call.expect("--bucket", "--region", "--key", "--restore-request");
        ObjectNode request = document(call.value("--restore-request"));
        String address = "s3://" + call.value("--bucket") + "/" + call.value("--key");
        if (request.path("Days").asInt() < 1) {
            throw new UsageException("Days is missing: " + request);
        }
        return logged(
                call,
                Access.OTHER,
                address,
                () -> account.restored.add(address)
                        ? Reply.printing("")
                        : refused(
                                "RestoreObject", "RestoreAlreadyInProgress", "Object restore is already in progress"));
    }

    private Reply putCors(AwsCall call) throws UsageException {
        call.expect("--bucket", "--region", "--cors-configuration");
        ObjectNode rules = document(call.value("--cors-configuration"));
        if (rules.path("CORSRules").isEmpty()) {
            throw new UsageException("CORSRules is missing: " + rules);
        }
        return logged(call, Access.OTHER, "bucket " + call.value("--bucket"), () -> {
            account.cors.put(call.value("--bucket"), rules);
            return Reply.printing("");
        });
    }

    private Reply putOwnership(AwsCall call) throws UsageException {
        call.expect("--bucket", "--region", "--ownership-controls");
        if (!call.value("--ownership-controls").equals("Rules=[{ObjectOwnership=BucketOwnerEnforced}]")) {
            throw new UsageException("Invalid controls: " + call.value("--ownership-controls"));
        }
        return logged(call, Access.OTHER, "bucket " + call.value("--bucket"), () -> {
            account.enforcedOwners.add(call.value("--bucket"));
            return Reply.printing("");
        });
    }

    /** KMS takes an ARN, and recordings are named by the id in it. */
    private static String keyId(AwsCall call) throws UsageException {
        String key = call.value("--key-id");
        if (!call.value("--policy-name").equals("default")) {
            throw new UsageException("Expected --policy-name default");
        }
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private Reply getKeyPolicy(AwsCall call) throws UsageException {
        call.expect("--key-id", "--policy-name", "--region", "--query", "--output");
        String id = keyId(call);
        if (!call.value("--query").equals("Policy") || !call.value("--output").equals("text")) {
            throw new UsageException("Expected --query Policy --output text");
        }
        return logged(
                call,
                Access.READS,
                "key " + id,
                () -> account.keyPolicies.containsKey(id)
                        ? Reply.printing(JsonTree.write(account.keyPolicies.get(id)))
                        : refused("GetKeyPolicy", "NotFoundException", "The key does not exist"));
    }

    private Reply putKeyPolicy(AwsCall call) throws UsageException {
        call.expect("--key-id", "--policy-name", "--region", "--policy");
        String id = keyId(call);
        return logged(call, Access.WRITES, "key " + id, () -> {
            ObjectNode policy = document(call.file("--policy", "file://"));
            if (DocumentRules.items(policy.path("Statement")).stream()
                    .noneMatch(statement -> statement.toString().contains(":root"))) {
                return refusedDocument("PutKeyPolicy", "MalformedPolicyDocumentException", "It locks the account out");
            }
            account.keyPolicies.put(id, policy);
            return Reply.printing("");
        });
    }

    private Reply copy(AwsCall call) throws UsageException {
        if (call.has("--sse")) {
            call.expect("--region", "--sse");
            String address = call.operands().get(0);
            if (call.operands().size() != 2 || !address.equals(call.operands().get(1))) {
                throw new UsageException("Expected one address twice, found " + call.operands());
            }
            return logged(call, Access.OTHER, address, () -> {
                account.uploads.add(address);
                return Reply.printing("copy: " + address);
            });
        }
        return upload(call);
    }

    private Reply upload(AwsCall call) throws UsageException {
        call.expect("--region");
        if (call.operands().size() != 2 || !call.operands().get(1).startsWith("s3://")) {
            throw new UsageException("Expected a file and an s3:// address, found " + call.operands());
        }
        return logged(call, Access.OTHER, call.operands().get(1), () -> {
            account.uploads.add(call.operands().get(1));
            return Reply.printing("upload: " + call.operands().get(0) + " to "
                    + call.operands().get(1));
        });
    }

    private Reply getDistributionArn(AwsCall call) throws UsageException {
        call.expect("--id", "--query", "--output");
        String id = call.value("--id");
        if (!call.value("--query").equals("Distribution.ARN")
                || !call.value("--output").equals("text")) {
            throw new UsageException("Expected --query Distribution.ARN --output text");
        }
        return logged(
                call,
                Access.OTHER,
                "distribution " + id,
                () -> Reply.printing(account.distributions.get(id).path("ARN").asText()));
    }

    private Reply getDistributionConfig(AwsCall call) throws UsageException {
        call.expect("--id", "--output");
        String id = call.value("--id");
        return logged(
                call,
                Access.READS,
                "distribution " + id,
                () -> account.distributions.containsKey(id)
                        ? configuration("distribution " + id, "DistributionConfig", account.config(id))
                        : refused(
                                "GetDistributionConfig",
                                "NoSuchDistribution",
                                "The specified distribution does not exist."));
    }

    private Reply configuration(String resource, String member, JsonNode config) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ETag", account.etag(resource));
        answer.set(member, config);
        return Reply.printing(answer.toPrettyString());
    }

    private Reply updateDistribution(AwsCall call) throws UsageException {
        String id = call.value("--id");
        String resource = "distribution " + id;
        if (call.has("--default-root-object")) {
            call.expect("--id", "--default-root-object");
            String object = call.value("--default-root-object");
            return logged(call, Access.OTHER, resource, () -> {
                account.config(id).put("DefaultRootObject", object);
                account.changed(resource);
                return Reply.printing("{}");
            });
        }
        call.expect("--id", "--if-match", "--distribution-config");
        return logged(call, Access.WRITES, resource, () -> {
            if (!call.value("--if-match").equals(account.etag(resource))) {
                return wrongETag("UpdateDistribution");
            }
            ObjectNode config = document(call.file("--distribution-config", "file://"));
            Optional<String> fault =
                    DocumentRules.configurationFault(config, account).or(() -> lostMembers(account.config(id), config));
            if (fault.isPresent()) {
                return refusedDocument("UpdateDistribution", "InvalidArgument", fault.get());
            }
            account.distributions.get(id).set("DistributionConfig", config);
            account.changed(resource);
            return Reply.printing("{}");
        });
    }

    /** CloudFront resets what an update leaves out. */
    private static Optional<String> lostMembers(ObjectNode before, ObjectNode after) {
        return before.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !after.has(name))
                .findFirst()
                .map(name -> "The update loses " + name);
    }

    private Reply wrongETag(String operation) {
        return refused(
                operation, "InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource.");
    }

    private Reply getKeyGroupConfig(AwsCall call) throws UsageException {
        call.expect("--id", "--output");
        String id = call.value("--id");
        return logged(
                call,
                Access.READS,
                "key group " + id,
                () -> account.keyGroups.containsKey(id)
                        ? configuration("key group " + id, "KeyGroupConfig", account.keyGroups.get(id))
                        : refused("GetKeyGroupConfig", "NoSuchResource", "The key group does not exist."));
    }

    private Reply updateKeyGroup(AwsCall call) throws UsageException {
        call.expect("--id", "--if-match", "--key-group-config");
        String id = call.value("--id");
        String resource = "key group " + id;
        return logged(call, Access.WRITES, resource, () -> {
            if (!call.value("--if-match").equals(account.etag(resource))) {
                return wrongETag("UpdateKeyGroup");
            }
            ObjectNode config = document(call.file("--key-group-config", "file://"));
            if (!config.has("Name") || config.path("Items").isEmpty()) {
                return refusedDocument("UpdateKeyGroup", "InvalidArgument", "Name or Items is missing: " + config);
            }
            account.keyGroups.put(id, config);
            account.changed(resource);
            return Reply.printing("{}");
        });
    }

    private Reply getWebAcl(AwsCall call) throws UsageException {
        call.expect("--name", "--scope", "--id", "--region", "--output");
        String resource = "web ACL " + call.value("--id");
        if (!call.value("--scope").equals("CLOUDFRONT")
                || !call.value("--region").equals("us-east-1")) {
            throw new UsageException("Expected --scope CLOUDFRONT --region us-east-1");
        }
        return logged(call, Access.READS, resource, () -> {
            ObjectNode webAcl = account.webAcls.get(call.value("--id"));
            if (webAcl == null || !webAcl.path("Name").asText().equals(call.value("--name"))) {
                return refused("GetWebACL", "WAFNonexistentItemException", "AWS WAF couldn't find it.");
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("WebACL", webAcl);
            return Reply.printing(JsonTree.write(answer.put("LockToken", account.etag(resource))));
        });
    }

    private Reply updateWebAcl(AwsCall call) throws UsageException {
        call.expect("--region", "--lock-token", "--cli-binary-format", "--cli-input-json");
        if (!call.value("--cli-binary-format").equals("base64")) {
            throw new UsageException("The searched texts are in base64");
        }
        ObjectNode input = document(call.file("--cli-input-json", "file://"));
        String id = input.path("Id").asText();
        String resource = "web ACL " + id;
        return logged(call, Access.WRITES, resource, () -> {
            if (!call.value("--lock-token").equals(account.etag(resource))) {
                return refused("UpdateWebACL", "WAFOptimisticLockException", "Somebody changed it.");
            }
            Optional<String> fault = FakeWaf.fault(input);
            if (fault.isPresent()) {
                return refusedDocument("UpdateWebACL", "WAFInvalidParameterException", fault.get());
            }
            account.webAcls.put(id, updated(account.webAcls.get(id), input));
            account.changed(resource);
            return Reply.printing("{}");
        });
    }

    /** What is not in the input is gone, except for what only AWS WAF sets. */
    private static ObjectNode updated(ObjectNode before, ObjectNode input) {
        ObjectNode after = input.deepCopy();
        after.remove("Scope");
        for (String own : List.of("ARN", "Capacity", "LabelNamespace", "ManagedByFirewallManager")) {
            if (before.has(own)) {
                after.set(own, before.get(own));
            }
        }
        return after.has("Description") ? after : after.put("Description", "");
    }

    private Reply getControlConfig(AwsCall call) throws UsageException {
        call.expect("--id", "--output");
        String id = call.value("--id");
        return logged(
                call,
                Access.READS,
                "control " + id,
                () -> account.controls.containsKey(id)
                        ? configuration("control " + id, "OriginAccessControlConfig", account.controls.get(id))
                        : refused(
                                "GetOriginAccessControlConfig",
                                "NoSuchOriginAccessControl",
                                "The origin access control does not exist."));
    }

    private Reply updateControl(AwsCall call) throws UsageException {
        call.expect("--id", "--if-match", "--origin-access-control-config");
        String id = call.value("--id");
        String resource = "control " + id;
        return logged(call, Access.WRITES, resource, () -> {
            if (!call.value("--if-match").equals(account.etag(resource))) {
                return wrongETag("UpdateOriginAccessControl");
            }
            ObjectNode config = document(call.file("--origin-access-control-config", "file://"));
            if (!config.has("Name") || !config.has("SigningProtocol") || !config.has("OriginAccessControlOriginType")) {
                return refusedDocument(
                        "UpdateOriginAccessControl", "InvalidArgument", "A member is missing: " + config);
            }
            account.controls.put(id, config);
            account.changed(resource);
            return Reply.printing("{}");
        });
    }

    private Reply getCachePolicyConfig(AwsCall call) throws UsageException {
        call.expect("--id", "--output");
        String id = call.value("--id");
        return logged(
                call,
                Access.READS,
                "cache policy " + id,
                () -> account.cachePolicies.containsKey(id)
                        ? configuration("cache policy " + id, "CachePolicyConfig", account.cachePolicies.get(id))
                        : refused("GetCachePolicyConfig", "NoSuchCachePolicy", "The cache policy does not exist."));
    }

    private Reply updateCachePolicy(AwsCall call) throws UsageException {
        call.expect("--id", "--if-match", "--cache-policy-config");
        String id = call.value("--id");
        String resource = "cache policy " + id;
        return logged(call, Access.WRITES, resource, () -> {
            if (!call.value("--if-match").equals(account.etag(resource))) {
                return wrongETag("UpdateCachePolicy");
            }
            ObjectNode config = document(call.file("--cache-policy-config", "file://"));
            Optional<String> fault = DocumentRules.cachePolicyFault(config);
            if (fault.isPresent()) {
                return refusedDocument("UpdateCachePolicy", "InvalidArgument", fault.get());
            }
            account.cachePolicies.put(id, config);
            account.changed(resource);
            return Reply.printing("{}");
        });
    }

    private Reply addPermission(AwsCall call) throws UsageException {
        call.expect(
                "--function-name",
                "--qualifier",
                "--region",
                "--statement-id",
                "--action",
                "--principal",
                "--source-arn",
                "--function-url-auth-type",
                "--invoked-via-function-url");
        String function =
                call.value("--function-name") + (call.has("--qualifier") ? ":" + call.value("--qualifier") : "");
        ObjectNode statement = FunctionPermission.of(call, function);
        return logged(call, Access.OTHER, "function " + function, () -> {
            ObjectNode policy = account.functionPolicies.computeIfAbsent(
                    function, none -> JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17"));
            ArrayNode statements = policy.withArray("Statement");
            boolean isTaken = DocumentRules.items(statements).stream()
                    .anyMatch(one -> one.path("Sid").equals(statement.path("Sid")));
            if (isTaken) {
                return refused(
                        "AddPermission", "ResourceConflictException", "The statement id provided already exists.");
            }
            statements.add(statement);
            return Reply.printing("{}");
        });
    }

    private Reply getStages(AwsCall call) throws UsageException {
        call.expect("--rest-api-id", "--region", "--output");
        String id = call.value("--rest-api-id");
        return logged(call, Access.READS, "stages of API " + id, () -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode items = answer.putArray("item");
            account.stages.get(id).forEach(name -> items.addObject().put("stageName", name));
            return Reply.printing(answer.toPrettyString());
        });
    }

    private Reply updateRestApi(AwsCall call) throws UsageException {
        call.expect("--rest-api-id", "--region", "--patch-operations");
        String id = call.value("--rest-api-id");
        if (!call.value("--patch-operations").equals("op=replace,path=/disableExecuteApiEndpoint,value=false")) {
            throw new UsageException("Unknown patch: " + call.value("--patch-operations"));
        }
        return logged(call, Access.OTHER, "API " + id, () -> {
            account.apis.get("apigateway/get-rest-api/" + id).put("disableExecuteApiEndpoint", false);
            return Reply.printing("{}");
        });
    }

    private Reply createDeployment(AwsCall call) throws UsageException {
        call.expect("--rest-api-id", "--region", "--stage-name");
        String id = call.value("--rest-api-id");
        String stage = call.value("--stage-name");
        return logged(
                call,
                Access.OTHER,
                "API " + id,
                () -> account.stages.get(id).contains(stage)
                        ? Reply.printing("{}")
                        : refusedDocument("CreateDeployment", "NotFoundException", "There is no stage " + stage));
    }

    private Reply createDeploymentOfHttpApi(AwsCall call) throws UsageException {
        call.expect("--api-id", "--region", "--stage-name");
        String id = call.value("--api-id");
        return logged(
                call,
                Access.OTHER,
                "API " + id,
                () -> account.apis.containsKey("apigatewayv2/get-api/" + id)
                        ? Reply.printing("{}")
                        : refusedDocument("CreateDeployment", "NotFoundException", "There is no API " + id));
    }

    private Reply updateApi(AwsCall call) throws UsageException {
        call.expect("--api-id", "--region", "--no-disable-execute-api-endpoint");
        String id = call.value("--api-id");
        return logged(call, Access.OTHER, "API " + id, () -> {
            account.apis.get("apigatewayv2/get-api/" + id).put("DisableExecuteApiEndpoint", false);
            return Reply.printing("{}");
        });
    }

    private Reply listControls(AwsCall call) throws UsageException {
        call.expect("--output");
        return logged(call, Access.READS, "origin access controls", () -> {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            account.controls.forEach(
                    (id, control) -> items.add(control.deepCopy().put("Id", id)));
            ObjectNode list = JsonNodeFactory.instance
                    .objectNode()
                    .put("Marker", "")
                    .put("MaxItems", 100)
                    .put("IsTruncated", false)
                    .put("Quantity", items.size());
            if (!items.isEmpty()) {
                list.set("Items", items);
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("OriginAccessControlList", list);
            return Reply.printing(answer.toPrettyString());
        });
    }

    private Reply createControl(AwsCall call) throws UsageException {
        call.expect("--origin-access-control-config", "--query", "--output");
        if (!call.value("--query").equals("OriginAccessControl.Id")
                || !call.value("--output").equals("text")) {
            throw new UsageException("Expected --query OriginAccessControl.Id --output text");
        }
        ObjectNode config = shorthand(call.value("--origin-access-control-config"));
        return logged(call, Access.WRITES, "origin access controls", () -> {
            String name = config.path("Name").asText();
            boolean isWhole = !name.isEmpty()
                    && config.path("SigningProtocol").asText().equals("sigv4")
                    && config.path("SigningBehavior").asText().matches("always|never|no-override")
                    && config.path("OriginAccessControlOriginType").asText().equals("s3");
            if (!isWhole) {
                return refusedDocument("CreateOriginAccessControl", "InvalidArgument", "Not whole: " + config);
            }
            boolean isTaken = account.controls.values().stream()
                    .anyMatch(control -> control.path("Name").asText().equals(name));
            if (isTaken) {
                return refused(
                        "CreateOriginAccessControl",
                        "OriginAccessControlAlreadyExists",
                        "An origin access control with this name already exists.");
            }
            String id = "E" + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT);
            account.controls.put(id, config);
            return Reply.printing(id);
        });
    }

    /** {@code Name=a,Other=b}. */
    private static ObjectNode shorthand(String text) throws UsageException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String pair : text.split(",", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2) {
                throw new UsageException("Expected: '=', received: 'EOF' for input: " + text);
            }
            node.put(parts[0], parts[1]);
        }
        return node;
    }

    private Reply describeFunction(AwsCall call) throws UsageException {
        call.expect("--name", "--output");
        String name = call.value("--name");
        return logged(
                call,
                Access.READS,
                "function " + name,
                () -> account.functions.containsKey(name)
                        ? function(name)
                        : refused(
                                "DescribeFunction", "NoSuchFunctionExists", "The specified function does not exist."));
    }

    private Reply function(String name) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ETag", account.etag("function " + name));
        ObjectNode summary = answer.putObject("FunctionSummary")
                .put("Name", name)
                .put("Status", account.publishedFunctions.contains(name) ? "UNASSOCIATED" : "UNPUBLISHED");
        summary.putObject("FunctionMetadata")
                .put("FunctionARN", "arn:aws:cloudfront::123456789012:function/" + name)
                .put("Stage", "DEVELOPMENT");
        return Reply.printing(answer.toPrettyString());
    }

    private Reply createFunction(AwsCall call) throws UsageException {
        call.expect("--name", "--function-config", "--function-code", "--output");
        String name = call.value("--name");
        ObjectNode config = shorthand(call.value("--function-config"));
        return logged(call, Access.WRITES, "function " + name, () -> {
            String code = call.file("--function-code", "fileb://");
            if (!config.path("Runtime").asText().startsWith("cloudfront-js-")
                    || !config.has("Comment")
                    || !code.startsWith("function handler(event)")) {
                return refusedDocument("CreateFunction", "InvalidArgument", config + " " + code);
            }
            if (account.functions.containsKey(name)) {
                return refused("CreateFunction", "FunctionAlreadyExists", "A function with this name already exists.");
            }
            account.functions.put(name, code);
            account.changed("function " + name);
            return function(name);
        });
    }

    private Reply publishFunction(AwsCall call) throws UsageException {
        call.expect("--name", "--if-match");
        String name = call.value("--name");
        return logged(call, Access.WRITES, "function " + name, () -> {
            if (!call.value("--if-match").equals(account.etag("function " + name))) {
                return wrongETag("PublishFunction");
            }
            account.publishedFunctions.add(name);
            return function(name);
        });
    }

    private Reply invalidate(AwsCall call) throws UsageException {
        call.expect("--distribution-id", "--paths");
        String id = call.value("--distribution-id");
        List<String> paths = call.options().get("--paths");
        if (paths.isEmpty() || paths.stream().anyMatch(path -> !path.matches("/[\\x21-\\x7E]*"))) {
            throw new UsageException("Invalid paths: " + paths);
        }
        return logged(call, Access.OTHER, "distribution " + id, () -> Reply.printing("{}"));
    }
}
