package why403.diagnosis.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.policy.Request;

/** Every edit of a bucket's policy: one that S3 stores, and what a KMS key does to the requests that it allows. */
final class PolicyFix {

    private PolicyFix() {}

    /**
     * The fix that makes these changes in one edit.
     *
     * @param request of the bucket
     * @param summary what the changes do; empty if there are none
     * @param needs the requests that the policy must allow afterwards
     * @param key what the KMS key does to them; empty if it does not matter
     */
    static Fix of(
            S3Request request,
            StoredPolicy stored,
            String summary,
            List<PolicyChange> changes,
            List<Request> needs,
            Optional<KeyControl> key) {
        Optional<EditPolicy> edit = stored.with(changes).map(change -> {
            EditPolicy plain = new EditPolicy(
                    new PolicyTarget.OfBucket(request.bucket()),
                    request.policy().state(),
                    change,
                    needs);
            return otherControls(stored, key).map(plain::beside).orElse(plain);
        });
        Optional<String> remark = edit.flatMap(made -> stored.remark());
        Optional<String> doubt = edit.isPresent() ? Optional.empty() : key.flatMap(KeyControl::doubt);
        return new Fix(
                Stream.of(
                                Optional.of(summary).filter(text -> !text.isEmpty()),
                                remark,
                                key.flatMap(KeyControl::remark),
                                doubt)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(". ")),
                edit.flatMap(made -> stored.condition()),
                Stream.<RemedyStep>concat(edit.stream(), key.stream().flatMap(control -> control.steps().stream()))
                        .toList());
    }

    private static Optional<String> otherControls(StoredPolicy stored, Optional<KeyControl> key) {
        List<String> doubts = Stream.of(stored.doubt(), key.flatMap(KeyControl::doubt))
                .flatMap(Optional::stream)
                .toList();
        if (!doubts.isEmpty()) {
            return Optional.of(String.join(" ", doubts));
        }
        return key.map(control -> control.admits()
                .map(checked -> "Neither Block Public Access nor a KMS key refuses them." + checked)
                .orElse("Block Public Access does not refuse them."));
    }
}
