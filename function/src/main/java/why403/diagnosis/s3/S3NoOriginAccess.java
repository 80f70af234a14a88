package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.DistributionUpdate;
import why403.diagnosis.remedy.Invalidation;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.PerIncident;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Comparison;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Miss;
import why403.policy.Part;
import why403.policy.Policy;

/** The origin has neither an origin access control nor an identity, and the bucket's policy admits nobody else. */
final class S3NoOriginAccess implements Check {

    private record Story(S3Bucket bucket, String originId) {}

    private static final int LONGEST_NAME = 64;

    private final PerIncident<S3Inspection> requests;

    S3NoOriginAccess(PerIncident<S3Inspection> requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "s3-no-origin-access";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden, IncidentContext investigation) {
        return requests.of(investigation)
                .of(forbidden)
                .filter(request -> request.access() instanceof OriginAccess.None)
                .flatMap(request -> certainty(request)
                        .map(certainty -> new Claim(
                                certainty,
                                new Story(request.bucket(), request.origin().id()))));
    }

    /** A Deny beside no Allow changes nothing: the bucket admits nobody. */
    private static Optional<Certainty> certainty(S3Request request) {
        boolean onlyDenied = request.policy()
                .policy()
                .filter(read -> isRefusedWithoutAnyAllow(read, request))
                .isPresent();
        return onlyDenied && !request.keyMayBeRewritten()
                ? Optional.of(request.bound())
                : request.grantFault().map(GrantFault::certainty);
    }

    private static boolean isRefusedWithoutAnyAllow(Policy read, S3Request request) {
        Decision decision = read.decide(request.object());
        List<Comparison> allows = read.allowsBeside(request.object());
        return decision.outcome() != Outcome.ALLOW
                && allows.stream().allMatch(allow -> allow.misses().stream().anyMatch(miss -> miss.isCertain()));
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        return S3Finding.ofEach(explained, story -> tellStory(story, requests.of(investigation)));
    }

    private static Finding tellStory(List<Explained> story, S3Inspection all) {
        List<S3Request> asked =
                story.stream().flatMap(one -> all.of(one.request()).stream()).toList();
        S3Request request = asked.get(0);
        List<String> evidence = new ArrayList<>();
        evidence.add(S3Finding.access(request));
        evidence.add(request.policy().answer());
        conditional(request).map(S3GrantCheck::nearMiss).ifPresent(evidence::add);
        evidence.add("Objects that an ACL of their own makes public were not looked for.");
        evidence.add(S3Finding.examples(asked));
        evidence.addAll(S3Finding.doubts(request, story.get(0).claim().certainty() == Certainty.POSSIBLE));
        String last = Invalidation.command(
                request.distribution().id(),
                story.stream().map(Explained::request).toList());
        return new Finding(summary(request), evidence, Optional.of(remedy(asked, last)));
    }

    private static String summary(S3Request request) {
        String bucket = "origin " + request.origin().id() + " has neither an OAC nor an OAI, and bucket "
                + request.bucket().name();
        if (request.policy().policy().isEmpty()) {
            return bucket + " may not be public";
        }
        return bucket
                + conditional(request)
                        .map(grant -> grant.misses().stream().allMatch(Miss::isCertain)
                                ? " lets anybody read only on a condition that is not met"
                                : " lets anybody read only on a condition that may not be met")
                        .orElse(" is not public");
    }

    /** A statement that lets anybody read, but for a condition of its. */
    private static Optional<Comparison> conditional(S3Request request) {
        return request.policy()
                .policy()
                .flatMap(read -> read.allowsBeside(request.object()).stream()
                        .filter(allow -> !allow.misses().isEmpty())
                        .filter(allow -> allow.misses().stream().allMatch(miss -> miss.part() == Part.CONDITION))
                        .findFirst());
    }

    private static Remedy remedy(List<S3Request> asked, String last) {
        S3Request request = asked.get(0);
        String distribution = request.distribution().id();
        OriginAccess control = new OriginAccess.Control("", Optional.of("always"));
        Remedy grant = S3GrantRemedy.of(
                asked.stream().map(unsigned -> unsigned.under(control)).toList(), last);
        List<String> commands = new ArrayList<>();
        commands.add(createControl(distribution, request.bucket().name()));
        commands.addAll(grant.commands().subList(0, grant.commands().size() - 1));
        commands.addAll(DistributionUpdate.commands(
                distribution, attach(request.origin().id())));
        commands.add(last);
        return new Remedy(
                "Create an OAC, grant it, and attach it to the origin. " + grant.summary(), commands, grant.document());
    }

    private static String createControl(String distribution, String bucket) {
        String name = distribution + "-" + bucket;
        return "export OAC_ID=\"$(aws cloudfront create-origin-access-control --origin-access-control-config Name="
                + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                + ",SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=s3"
                + " --query OriginAccessControl.Id --output text)\"";
    }

    /** An S3 origin that was set up as a custom one has no {@code S3OriginConfig} yet; the control needs it. */
    private static String attach(String originId) {
        return "(.Origins.Items[] | select(.Id == " + Jq.string(originId) + ")) |= (.OriginAccessControlId = env.OAC_ID"
                + " | .S3OriginConfig = ((.S3OriginConfig // {}) + {\"OriginAccessIdentity\": \"\"})"
                + " | del(.CustomOriginConfig))";
    }
}
