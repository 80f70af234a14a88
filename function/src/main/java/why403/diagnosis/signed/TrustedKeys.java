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
 * @param groups its key groups, as far as they could be read
 * @param isComplete whether there are no other trusted keys than theirs
 */
record TrustedKeys(List<KeyGroupConfig> groups, boolean isComplete) {

    /** The keys of trusted signers cannot be read, so with a signer the list is never complete. */
    static TrustedKeys of(Behavior behavior, AccountInquiry account) {
        List<KeyGroupConfig> groups = new ArrayList<>();
        behavior.keyGroups()
                .forEach(id -> account.find(CloudFrontQuestions.keyGroup(id), TrustedKeys::config)
                        .map(config -> config.name() == null
                                ? config.toBuilder().name(id).build()
                                : config)
                        .ifPresent(groups::add));
        boolean isComplete = groups.size() == behavior.keyGroups().size()
                && behavior.signers().isEmpty();
        return new TrustedKeys(List.copyOf(groups), isComplete);
    }

    private static Optional<KeyGroupConfig> config(GetKeyGroupResponse response) {
        return Optional.ofNullable(response.keyGroup())
                .map(KeyGroup::keyGroupConfig)
                .filter(KeyGroupConfig::hasItems);
    }

    boolean hold(String keyPairId) {
        return groups.stream().anyMatch(group -> group.items().contains(keyPairId));
    }

    /** A sentence for each group. */
    List<String> evidence() {
        return groups.stream()
                .map(group -> "Key group " + Printable.excerpt(group.name()) + " contains "
                        + (group.items().isEmpty() ? "no key" : Phrases.list(group.items()))
                        + ".")
                .toList();
    }
}
