package why403.diagnosis.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.request.ForbiddenRequest;
import why403.log.Field;
import why403.policy.AddressRange;
import why403.text.Glob;

/**
 * What an event's own parameters, compared with what a check found, say against it as the cause. What is not recorded says
 * nothing.
 */
final class Contradictions {

    private static final Set<String> INVOKING = Set.of("lambda:invokefunctionurl", "lambda:invokefunction");
    private static final Set<String> CALLERS = Set.of("cloudfront.amazonaws.com", "*");

    private final CauseId cause;
    private final List<AddressRange> viewers;
    private final Set<String> keys;
    private final ChangeClues clues;
    private final Set<String> holders;
    private final Optional<String> distributionArn;

    /**
     * @param resources what the cause is about, other than the distribution
     * @param holders the sets of addresses, by id, that hold the address of a blocked viewer
     */
    Contradictions(
            CauseId cause,
            List<ForbiddenRequest> requests,
            List<AwsResource> resources,
            ChangeClues clues,
            Set<String> holders,
            Optional<String> distributionArn) {
        this.cause = cause;
        this.viewers = requests.stream()
                .flatMap(request -> request.record().value(Field.CLIENT_ADDRESS).stream())
                .distinct()
                .flatMap(address -> AddressRange.parse(address).stream())
                .toList();
        this.keys = resources.stream()
                .filter(AwsResource.KmsKey.class::isInstance)
                .map(resource -> ((AwsResource.KmsKey) resource).id())
                .collect(Collectors.toSet());
        this.clues = clues;
        this.holders = Set.copyOf(holders);
        this.distributionArn = distributionArn;
    }

    /** @param all events of the same lookup */
    boolean ruleOut(TrailEvent event, List<TrailEvent> all) {
        return restrictsNothing(event)
                || (event.isNamed("UpdateWebACL") && leavesTheRuleWithoutBlock(event))
                || (event.isNamed("UpdateIPSet") && holdsNoBlockedViewer(event))
                || (event.isNamed("PutBucketEncryption") && encryptsOtherwise(event))
                || (event.isNamed("UpdateFunctionUrlConfig")
                        && (isOfAnotherFunction(event) || leavesTheAuthentication(event)))
                || (event.isNamed("RemovePermission")
                        && (isOfAnotherFunction(event) || isPutBack(event) || hadAdmittedOthers(event, all)));
    }

    private boolean restrictsNothing(TrailEvent event) {
        JsonNode parameters = event.parameters();
        return switch (cause) {
            case GEO_RESTRICTION ->
                is(parameters.at("/distributionConfig/restrictions/geoRestriction/restrictionType"), "none");
            case WAF_BLOCK -> is(parameters.at("/distributionConfig/webACLId"), "");
            case S3_PUBLIC_ACCESS_BLOCKED ->
                is(parameters.at("/PublicAccessBlockConfiguration/RestrictPublicBuckets"), "false");
            case S3_OAC_NOT_SIGNING -> is(parameters.at("/originAccessControlConfig/signingBehavior"), "always");
            case S3_OBJECT_OWNERSHIP ->
                is(parameters.at("/OwnershipControls/Rule/ObjectOwnership"), "BucketOwnerEnforced");
            default -> false;
        };
    }

    private static boolean is(JsonNode value, String expected) {
        return value.isValueNode() && !value.isNull() && value.asText().equalsIgnoreCase(expected);
    }

    private boolean leavesTheRuleWithoutBlock(TrailEvent event) {
        JsonNode rules = event.parameters().path("rules");
        return rules.isArray()
                && clues.blockingRule()
                        .filter(name -> StreamSupport.stream(rules.spliterator(), false)
                                .filter(rule -> rule.path("name").asText().equals(name))
                                .noneMatch(Contradictions::mayBlock))
                        .isPresent();
    }

    private static boolean mayBlock(JsonNode rule) {
        return !rule.path("action").has("count")
                && !rule.path("action").has("allow")
                && !rule.path("overrideAction").has("count");
    }

    private boolean holdsNoBlockedViewer(TrailEvent event) {
        JsonNode addresses = event.parameters().path("addresses");
        return addresses.isArray()
                && holders.contains(event.parameter("id"))
                && !viewers.isEmpty()
                && viewers.stream().noneMatch(AddressSet.of(texts(addresses))::contains);
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    /** Objects keep the encryption with which they were written. */
    private boolean encryptsOtherwise(TrailEvent event) {
        JsonNode rule = event.parameters().at("/ServerSideEncryptionConfiguration/Rule");
        JsonNode set = (rule.isArray() ? rule.path(0) : rule).path("ApplyServerSideEncryptionByDefault");
        String key = set.path("KMSMasterKeyID").asText();
        boolean isAnotherKey = !key.isEmpty()
                && !key.contains("alias/")
                && !keys.isEmpty()
                && !keys.contains(key.substring(key.lastIndexOf('/') + 1));
        return is(set.path("SSEAlgorithm"), "AES256") || isAnotherKey || isLaterThanMostObjects(event);
    }

    private boolean isLaterThanMostObjects(TrailEvent event) {
        List<Instant> written = clues.written().getOrDefault(event.parameter("bucketName"), List.of());
        long since = written.stream().filter(time -> !time.isBefore(event.at())).count();
        return since * 2 < written.size();
    }

    private boolean isOfAnotherFunction(TrailEvent event) {
        return !clues.statements().isEmpty()
                && !clues.statements().containsKey(FunctionName.of(event).qualified());
    }

    /** The authentication of a URL stays as it is if a request sets only something else. */
    private static boolean leavesTheAuthentication(TrailEvent event) {
        JsonNode parameters = event.parameters();
        return parameters.path("authType").isMissingNode() && (parameters.has("cors") || parameters.has("invokeMode"));
    }

    private boolean isPutBack(TrailEvent event) {
        return clues.statements()
                .getOrDefault(FunctionName.of(event).qualified(), Set.of())
                .contains(event.parameter("statementId"));
    }

    /**
     * The event does not say what the statement allowed. It is known only if it was added in the time that was looked up.
     * Otherwise the removal can be the cause: the grant that is missing had some statement.
     */
    private boolean hadAdmittedOthers(TrailEvent removal, List<TrailEvent> all) {
        return all.stream()
                .filter(event -> event.isNamed("AddPermission") && event.at().isBefore(removal.at()))
                .filter(event -> FunctionName.of(event).equals(FunctionName.of(removal))
                        && event.parameter("statementId").equals(removal.parameter("statementId")))
                .max(Comparator.comparing(TrailEvent::at))
                .filter(addition -> !admitsCloudFront(addition))
                .isPresent();
    }

    private boolean admitsCloudFront(TrailEvent addition) {
        Glob action = Glob.pattern(addition.parameter("action").toLowerCase(Locale.ROOT));
        String source = addition.parameter("sourceArn");
        return INVOKING.stream().anyMatch(action::matches)
                && CALLERS.contains(addition.parameter("principal"))
                && (source.isEmpty()
                        || distributionArn
                                .filter(arn -> !Glob.pattern(source).matches(arn))
                                .isEmpty());
    }
}
