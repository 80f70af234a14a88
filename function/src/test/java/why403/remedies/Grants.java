package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.json.JsonTree;
import why403.log.Field;
import why403.log.LogRecord;
import why403.policy.Caller;
import why403.policy.Decision.Outcome;
import why403.policy.IamPrincipal;
import why403.policy.Policy;
import why403.policy.Principal;
import why403.policy.PublicAccessBlock;
import why403.policy.PublicAccessBlock.Verdict;
import why403.policy.Request;
import why403.policy.Resource;

/** What bucket policies allow, found without the code that makes the remedies. */
final class Grants {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String IDENTITY = "origin-access-identity/cloudfront/";
    private static final String IDENTITY_ARN = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ";
    private static final String BUCKET_ARN = "arn:aws:s3:::";

    /** A request to a bucket. */
    record Asked(String bucket, Request request) {}

    private final AccountState account;

    Grants(AccountState account) {
        this.account = account;
    }

    boolean allows(Asked asked) {
        PublicAccessBlock block = account.publicAccess.getOrDefault(asked.bucket(), PublicAccessBlock.NONE);
        return Optional.ofNullable(account.policies.get(asked.bucket()))
                .map(Grants::policy)
                .filter(policy -> policy.decide(asked.request()).outcome() == Outcome.ALLOW)
                .filter(policy -> block.on(asked.request().caller().principal(), policy) == Verdict.ADMITS)
                .isPresent();
    }

    private static Policy policy(ObjectNode document) {
        if (Policy.read(JsonTree.write(document)) instanceof Policy.Read read) {
            return read.policy();
        }
        throw new IllegalStateException("The evaluator cannot read " + document);
    }

    /**
     * A request for each principal, action and resource of each Allow statement, if the policies allow it. A statement for
     * everybody is one for CloudFront too, as each distribution signs its requests. A principal that was deleted makes no
     * requests.
     */
    List<Asked> allAllowed() {
        List<Asked> all = new ArrayList<>();
        account.policies.forEach((bucket, policy) -> {
            for (JsonNode statement : DocumentRules.items(policy.path("Statement"))) {
                for (Caller caller : callers(statement, bucket)) {
                    for (JsonNode action : DocumentRules.items(statement.path("Action"))) {
                        for (JsonNode resource : DocumentRules.items(statement.path("Resource"))) {
                            all.add(new Asked(
                                    bucket,
                                    new Request(
                                            caller,
                                            action.asText().replace("s3:*", "s3:GetObject"),
                                            new Resource.Exactly(
                                                    resource.asText().replace("*", "some/object.html")))));
                        }
                    }
                }
            }
        });
        return all.stream().filter(this::allows).toList();
    }

    private List<Caller> callers(JsonNode statement, String bucket) {
        List<Caller> callers = new ArrayList<>();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        statement
                .path("Condition")
                .forEach(operator -> operator.properties()
                        .forEach(key -> keys.put(
                                key.getKey(),
                                List.of(DocumentRules.items(key.getValue())
                                        .get(0)
                                        .asText()))));
        JsonNode principal = statement.path("Principal");
        if (principal.isTextual()) {
            callers.add(Caller.stated(new Principal.Anonymous(), keys));
            callers.addAll(distributions(bucket));
        }
        DocumentRules.items(principal.path("Service"))
                .forEach(service -> callers.add(Caller.stated(new Principal.Service(service.asText()), keys)));
        DocumentRules.items(principal.path("AWS")).stream()
                .filter(arn -> !DocumentRules.isDeletedPrincipal(arn))
                .forEach(arn -> callers.add(Caller.stated(principal(arn.asText()), keys)));
        return callers;
    }

    private List<Caller> distributions(String bucket) {
        List<Caller> callers = new ArrayList<>();
        for (String id : account.distributions.keySet()) {
            DocumentRules.items(account.config(id).path("Origins").path("Items")).stream()
                    .filter(origin -> origin.path("DomainName").asText().startsWith(bucket + ".s3."))
                    .map(origin -> caller(origin, id))
                    .forEach(callers::add);
        }
        return callers;
    }

    private static Principal principal(String arn) {
        return arn.startsWith(IDENTITY_ARN)
                ? new Principal.OriginAccessIdentity("aws", arn.substring(IDENTITY_ARN.length()), Optional.empty())
                : new IamPrincipal(arn);
    }

    /** The request that CloudFront makes for a viewer's request of a file; empty if its origin is no bucket. */
    Optional<Asked> madeFor(LogRecord record, String distribution) {
        JsonNode config = account.config(distribution);
        String path = record.value(Field.URI_STEM).orElseThrow();
        String target = DocumentRules.items(config.path("CacheBehaviors").path("Items")).stream()
                .filter(behavior ->
                        path.startsWith(behavior.path("PathPattern").asText().replace("*", "")))
                .findFirst()
                .orElse(config.path("DefaultCacheBehavior"))
                .path("TargetOriginId")
                .asText();
        return DocumentRules.items(config.path("Origins").path("Items")).stream()
                .filter(origin -> origin.path("Id").asText().equals(target))
                .filter(origin -> origin.path("DomainName").asText().contains(".s3."))
                .findFirst()
                .map(origin -> {
                    String bucket = origin.path("DomainName").asText().replaceFirst("\\.s3\\..*", "");
                    String action =
                            record.value(Field.METHOD).orElse("").equals("PUT") ? "s3:PutObject" : "s3:GetObject";
                    return new Asked(
                            bucket,
                            new Request(
                                    caller(origin, distribution),
                                    action,
                                    new Resource.Exactly(BUCKET_ARN
                                            + bucket
                                            + origin.path("OriginPath").asText()
                                            + path)));
                });
    }

    /** The list of a bucket's objects, asked for as CloudFront asks for that record's file. */
    Optional<Asked> listingFor(LogRecord record, String distribution) {
        return madeFor(record, distribution)
                .map(asked -> new Asked(
                        asked.bucket(),
                        new Request(
                                asked.request().caller(),
                                "s3:ListBucket",
                                new Resource.Exactly(BUCKET_ARN + asked.bucket()))));
    }

    private Caller caller(JsonNode origin, String distribution) {
        String identity =
                origin.path("S3OriginConfig").path("OriginAccessIdentity").asText();
        if (!origin.path("OriginAccessControlId").asText().isEmpty()) {
            return Caller.originAccessControl(
                    account.distributions.get(distribution).path("ARN").asText(), "123456789012", NOW);
        }
        return identity.isEmpty()
                ? Caller.anonymous(NOW, Optional.empty())
                : Caller.originAccessIdentity(
                        new Principal.OriginAccessIdentity(
                                "aws", identity.substring(IDENTITY.length()), Optional.empty()),
                        NOW,
                        Optional.of(true));
    }
}
