package why403.diagnosis.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.OriginAccess;
import why403.text.Phrases;

/**
 * What KMS keys do to requests that the bucket's policy will allow.
 *
 * @param remark what must be changed besides the bucket's policy, without its full stop
 * @param steps that let the keys admit the requests
 * @param doubt what could not be checked, or may still refuse, sentences
 * @param admits present if no key refuses without any change: a sentence on what was looked at, with a space before it, or
 *     nothing if that were all objects
 */
record KeyControl(Optional<String> remark, List<RemedyStep> steps, Optional<String> doubt, Optional<String> admits) {

    private static final String UPLOAD = "s3:PutObject";

    KeyControl {
        steps = List.copyOf(steps);
    }

    /** @param requests of one bucket and one identity, at least one, as they will be signed after the fix */
    static KeyControl of(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> reads = reads(requests);
        Optional<KeyControl> uploads = requests.stream()
                        .anyMatch(request -> request.asked().action().equals(UPLOAD))
                ? Optional.of(doubt(
                        "How the bucket encrypts uploads was not checked: a KMS key must allow kms:GenerateDataKey."))
                : Optional.empty();
        KeyControl ofReads = reads.isEmpty() ? admitting("") : ofReads(reads, inspection);
        return uploads.map(ofReads::and).orElse(ofReads);
    }

    private static List<S3Request> reads(List<S3Request> requests) {
        return requests.stream().filter(request -> request.asked().isRead()).toList();
    }

    private static KeyControl ofReads(List<S3Request> reads, S3Inspection inspection) {
        KeyLookups.Encryption encryption = inspection.keys().onceGranted(reads);
        Map<EncryptionKey, List<KeyUse>> refusing = encryption.uses().stream()
                .filter(use -> use.refusal().isPresent())
                .collect(Collectors.groupingBy(KeyUse::key, LinkedHashMap::new, Collectors.toList()));
        Optional<KeyControl> refused = refusing.values().stream()
                .map(uses -> refusing(reads, uses.get(0), uses.size() < encryption.looked()))
                .reduce(KeyControl::and);
        Optional<KeyControl> unknown = encryption.isKnown()
                ? Optional.empty()
                : Optional.of(doubt("How the objects are encrypted could not be checked: a KMS key may still refuse."));
        return Stream.of(refused, unknown)
                .flatMap(Optional::stream)
                .reduce(KeyControl::and)
                .orElseGet(() -> admitting(extent(encryption)));
    }

    private static String extent(KeyLookups.Encryption encryption) {
        if (encryption.looked() == 0) {
            return " This was checked for the bucket's default encryption, not for the objects.";
        }
        return encryption.looked() < encryption.requested()
                ? " This was checked for " + Phrases.number(encryption.looked()) + " of the "
                        + Phrases.number(encryption.requested()) + " requested objects."
                : "";
    }

    /** Whether these requests need another identity, because an OAI cannot use a KMS key. */
    static boolean requiresControl(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> reads = reads(requests);
        return !reads.isEmpty()
                && reads.get(0).access() instanceof OriginAccess.Identity
                && inspection.keys().onceGranted(reads).uses().stream()
                        .anyMatch(use -> !use.key().isAwsManaged());
    }

    /** @param ofSome whether other objects do not depend on this key */
    private static KeyControl refusing(List<S3Request> reads, KeyUse use, boolean ofSome) {
        EncryptionKey key = use.key();
        String objects = ofSome ? "some of the objects are" : "the objects are";
        String encrypted =
                (use.isOfObject() ? objects : "new objects of the bucket are") + " encrypted with " + key.named();
        if (key.isAwsManaged()) {
            return stillRefusing("That is not enough, because " + encrypted
                    + ", which never admits CloudFront: encrypt the objects with S3's own key (SSE-S3) or with a KMS"
                    + " key of yours that admits CloudFront");
        }
        if (key.policy().isEmpty()) {
            return doubt(Phrases.capitalized(encrypted)
                    + ", whose policy could not be read: it must allow CloudFront kms:Decrypt.");
        }
        Fix fix = KeyFix.of(reads, use);
        return fix.steps().isEmpty() || fix.condition().isPresent()
                ? stillRefusing("That is not enough, because " + encrypted + ", which still refuses. " + fix.summary())
                : new KeyControl(
                        Optional.of(fix.summary() + ", because " + encrypted),
                        fix.steps(),
                        Optional.empty(),
                        Optional.empty());
    }

    private static KeyControl stillRefusing(String remark) {
        return new KeyControl(
                Optional.of(remark), List.of(), Optional.of("The key still refuses them."), Optional.empty());
    }

    private static KeyControl doubt(String sentence) {
        return new KeyControl(Optional.empty(), List.of(), Optional.of(sentence), Optional.empty());
    }

    private static KeyControl admitting(String extent) {
        return new KeyControl(Optional.empty(), List.of(), Optional.empty(), Optional.of(extent));
    }

    private KeyControl and(KeyControl other) {
        return new KeyControl(
                joined(remark, other.remark, ". "),
                Stream.concat(steps.stream(), other.steps.stream()).toList(),
                joined(doubt, other.doubt, " "),
                admits.isPresent() && other.admits.isPresent() ? admits : Optional.empty());
    }

    private static Optional<String> joined(Optional<String> one, Optional<String> other, String between) {
        return one.isPresent() && other.isPresent() && !one.equals(other)
                ? Optional.of(one.get() + between + other.get())
                : one.or(() -> other);
    }
}
