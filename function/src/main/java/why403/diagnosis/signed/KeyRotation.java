package why403.diagnosis.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import why403.diagnosis.check.Explained;
import why403.text.Phrases;
import why403.text.Printable;

/** Signs of a change of keys: a key group was changed shortly before, and links of the old key are still in use. */
final class KeyRotation {

    /** A change that is longer ago is hardly the reason. */
    private static final Duration RECENT = Duration.ofDays(1);

    private KeyRotation() {}

    /** Sentences; none if nothing speaks for a rotation. */
    static List<String> evidence(List<Explained> explained, TrustedKeys trusted, SignedIncident signed) {
        List<String> evidence = new ArrayList<>();
        Instant onset = signed.context().onset();
        trusted.groups().stream()
                .filter(group -> group.lastModifiedTime() != null
                        && !group.lastModifiedTime().isAfter(onset.plus(Duration.ofMinutes(5)))
                        && group.lastModifiedTime().isAfter(onset.minus(RECENT)))
                .map(group -> changed(group, onset))
                .forEach(evidence::add);
        Optional<Instant> lastExpiry = explained.stream()
                .flatMap(one -> signed.reading(one.request()).expiry().stream())
                .max(Comparator.naturalOrder());
        if (!evidence.isEmpty()) {
            lastExpiry
                    .map(time -> "The last of these signatures expires at " + time
                            + ": until then, links of the old key are in use, so it must stay in the key group.")
                    .ifPresent(evidence::add);
        }
        return evidence;
    }

    private static String changed(KeyGroup group, Instant onset) {
        Duration before = Duration.between(group.lastModifiedTime(), onset);
        String when =
                before.toMinutes() > 0 ? Phrases.duration(before) + " before the incident" : "as the incident began";
        return "Key group " + Printable.excerpt(group.keyGroupConfig().name()) + " was last changed at "
                + group.lastModifiedTime() + ", " + when + ". This is what a key rotation looks like.";
    }
}
