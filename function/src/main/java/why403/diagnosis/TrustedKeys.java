package why403.diagnosis;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import why403.account.Questions;

/**
 * The public keys that a cache behavior trusts.
 *
 * @param groups its key groups, as far as they could be read
 * @param isComplete whether there are no other trusted keys than theirs
 */
record TrustedKeys(List<KeyGroupConfig> groups, boolean isComplete) {

    /** The keys of trusted signers are not to be had: with these it is never complete. */
    static TrustedKeys of(Behavior behavior, Investigation investigation) {
        List<KeyGroupConfig> groups = new ArrayList<>();
        behavior.keyGroups()
                .forEach(id -> investigation
                        .ask(Questions.keyGroup(id))
                        .found()
                        .map(GetKeyGroupResponse::keyGroup)
                        .map(KeyGroup::keyGroupConfig)
                        .ifPresent(groups::add));
        boolean isComplete = groups.size() == behavior.keyGroups().size()
                && behavior.signers().isEmpty();
        return new TrustedKeys(List.copyOf(groups), isComplete);
    }

    boolean hold(String keyPairId) {
        return groups.stream().anyMatch(group -> group.items().contains(keyPairId));
    }

    /** A sentence for each group. */
    List<String> evidence() {
        return groups.stream()
                .map(group -> "The key group " + group.name() + " holds "
                        + (group.items().isEmpty() ? "no key" : Shown.list(group.items())))
                .toList();
    }
}
