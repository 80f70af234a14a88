package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.Behavior;
import why403.text.Phrases;
import why403.text.Printable;

/**
 * The public keys that a cache behavior trusts.
 *
 * @param groups its key groups, as far as they could be read; each has a configuration with a name and keys
 * @param isComplete whether there are no other trusted keys than theirs
 */
record TrustedKeys(List<KeyGroup> groups, boolean isComplete) {

    /** The keys of trusted signers cannot be read, so with a signer the list is never complete. */
    static TrustedKeys of(Behavior behavior, AccountInquiry account) {
        List<KeyGroup> groups = new ArrayList<>();
        behavior.keyGroups()
                .forEach(id -> account.find(CloudFrontQuestions.keyGroup(id), TrustedKeys::group)
                        .map(group -> named(group, id))
                        .ifPresent(groups::add));
        boolean isComplete = groups.size() == behavior.keyGroups().size()
                && behavior.signers().isEmpty();
        return new TrustedKeys(List.copyOf(groups), isComplete);
    }

    private static Optional<KeyGroup> group(GetKeyGroupResponse response) {
        return Optional.ofNullable(response.keyGroup())
                .filter(group ->
                        group.keyGroupConfig() != null && group.keyGroupConfig().hasItems());
    }

    private static KeyGroup named(KeyGroup group, String id) {
        KeyGroupConfig config = group.keyGroupConfig();
        return config.name() == null
                ? group.toBuilder()
                        .keyGroupConfig(config.toBuilder().name(id).build())
                        .build()
                : group;
    }

    boolean hold(String keyPairId) {
        return groupOf(keyPairId).isPresent();
    }

    /** The ids of all keys, each once. */
    List<String> ids() {
        return groups.stream()
                .flatMap(group -> group.keyGroupConfig().items().stream())
                .distinct()
                .toList();
    }

    /** The name of the first key group with that key. */
    Optional<String> groupOf(String keyPairId) {
        return groups.stream()
                .map(KeyGroup::keyGroupConfig)
                .filter(group -> group.items().contains(keyPairId))
                .map(KeyGroupConfig::name)
                .findFirst();
    }

    /** A sentence for each group. */
    List<String> evidence() {
        return groups.stream()
                .map(KeyGroup::keyGroupConfig)
                .map(group -> "Key group " + Printable.excerpt(group.name()) + " contains "
                        + (group.items().isEmpty() ? "no key" : Phrases.list(group.items()))
                        + ".")
                .toList();
    }
}
