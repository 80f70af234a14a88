package why403.diagnosis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.LocalFile;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.OriginAccess;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.Shell;

/** Gives an origin an origin access control, and the control access to the bucket. */
public final class OriginAccessFix {

    private static final int LONGEST_NAME = 64;
    private static final int MOST_NAMED = 5;

    private OriginAccessFix() {}

    /**
     * The fix for these requests. The control replaces an identity that the origins have.
     *
     * @param requests of one bucket, at least one
     */
    public static Fix of(List<S3Request> requests, S3Inspection inspection) {
        return granting(requests, summary -> GrantFix.of(summary, underControl(requests), inspection));
    }

    /** The same, past all that refuses the requests of the control too. */
    static Fix admitting(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> controlled = underControl(requests);
        if (controlled.stream().allMatch(request -> request.denial().isEmpty())) {
            return of(requests, inspection);
        }
        Fix admission = AdmissionFix.signed(controlled, inspection);
        return granting(
                requests,
                summary -> new Fix(
                        admission.summary().isEmpty() ? summary : summary + ". " + admission.summary(),
                        admission.condition(),
                        admission.steps()));
    }

    private static List<S3Request> underControl(List<S3Request> requests) {
        OriginAccess control = OriginAccess.Control.created();
        return requests.stream().map(request -> request.under(control)).toList();
    }

    private static Fix granting(List<S3Request> requests, Function<String, Fix> grant) {
        S3Request request = requests.get(0);
        String distribution = request.distribution().id();
        String name = controlName(distribution, request.bucket().name());
        String idFile = LocalFile.named("oac-" + name, "-id.txt");
        List<String> origins =
                requests.stream().map(one -> one.origin().id()).distinct().toList();
        Fix granted = grant.apply("Create an OAC, allow it in the bucket policy, and attach it to "
                + (origins.size() == 1 ? "origin " : "origins ")
                + Phrases.list(origins.stream().map(Printable::excerpt).toList(), MOST_NAMED));
        List<RemedyStep> steps = new ArrayList<>();
        steps.add(createControl(name, idFile));
        granted.steps()
                .forEach(step -> steps.add(
                        step instanceof RemedyStep.EditPolicy policy ? policy.removingOnFailure(idFile) : step));
        steps.add(DistributionEdit.of(
                distribution,
                origins.size() == 1 ? "Attach the OAC to the origin" : "Attach the OAC to the origins",
                List.of("--rawfile oac " + Shell.word(idFile)),
                attach(origins)));
        return new Fix(granted.summary(), granted.condition(), steps);
    }

    /** Whether these requests need a control instead of their identity, because an identity cannot use a KMS key. */
    public static boolean isNeeded(List<S3Request> requests, S3Inspection inspection) {
        return KeyControl.requiresControl(requests, inspection);
    }

    private static String controlName(String distribution, String bucket) {
        String name = (distribution + "-" + bucket).replaceAll("[^A-Za-z0-9._-]", "-");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** An OAC's name is unique in an account, so one that an earlier run created is used again. */
    private static RemedyStep createControl(String name, String idFile) {
        String list = Shell.word(LocalFile.named("oac-" + name, "-list.json"));
        String id = Shell.word(idFile);
        String find = "jq -er "
                + Shell.quoted("[.OriginAccessControlList.Items[]? | select(.Name == " + Jq.string(name) + ")][0].Id")
                + " " + list + " >| " + id;
        String create = "aws cloudfront create-origin-access-control --origin-access-control-config "
                + Shell.word("Name=" + name
                        + ",SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=s3")
                + " --query OriginAccessControl.Id --output text >| " + id;
        return new RemedyStep.Run(List.of(new Command(
                "Create an OAC, or find the one that an earlier run created",
                "rm -f " + id
                        + "; jq --version >| " + list
                        + " && aws cloudfront list-origin-access-controls --output json >| "
                        + list + " && { " + find + " || " + create + "; } || rm -f " + id,
                Effect.CHANGES_CONFIGURATION)));
    }

    /** An S3 origin that was configured as a custom one has no {@code S3OriginConfig} yet, and the OAC needs it. */
    private static String attach(List<String> originIds) {
        String meant = originIds.stream().map(id -> ".Id == " + Jq.string(id)).collect(Collectors.joining(" or "));
        return "($oac | rtrimstr(\"\\n\")) as $id | if ($id | test(\"^E[A-Z0-9]+$\")) then (.Origins.Items[] | select("
                + meant + ")) |= (.OriginAccessControlId = $id"
                + " | .S3OriginConfig = ((.S3OriginConfig // {}) + {\"OriginAccessIdentity\": \"\"})"
                + " | del(.CustomOriginConfig)) else error(\"there is no OAC\") end";
    }
}
