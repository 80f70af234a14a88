package why403.diagnosis.access;

import java.util.List;
import java.util.Optional;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.OriginAccess;

/**
 * What a KMS key does to requests that the bucket's policy will allow.
 *
 * @param remark what must be changed besides the bucket's policy, without its full stop
 * @param steps that let the key admit the requests
 * @param doubt what could not be checked, or may still refuse, a sentence
 */
record KeyControl(Optional<String> remark, List<RemedyStep> steps, Optional<String> doubt) {

    private static final KeyControl ADMITS = new KeyControl(Optional.empty(), List.of(), Optional.empty());

    KeyControl {
        steps = List.copyOf(steps);
    }

    /** @param requests of one bucket, at least one, as they will be signed after the fix */
    static KeyControl of(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> reads =
                requests.stream().filter(request -> request.asked().isRead()).toList();
        if (reads.isEmpty()) {
            return doubt("How the bucket encrypts uploads was not checked: a KMS key must allow kms:GenerateDataKey.");
        }
        KeyLookups.Encryption encryption = inspection.keys().onceGranted(reads);
        if (!encryption.isKnown()) {
            return doubt("How the objects are encrypted could not be checked: a KMS key may still refuse.");
        }
        return encryption
                .use()
                .filter(use -> use.refusal().isPresent())
                .map(use -> refusing(reads, use))
                .orElse(ADMITS);
    }

    /** Whether these requests need another identity, because an OAI cannot use a KMS key. */
    static boolean requiresControl(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> reads =
                requests.stream().filter(request -> request.asked().isRead()).toList();
        return !reads.isEmpty()
                && reads.get(0).access() instanceof OriginAccess.Identity
                && inspection
                        .keys()
                        .onceGranted(reads)
                        .use()
                        .filter(use -> !use.key().isAwsManaged())
                        .isPresent();
    }

    private static KeyControl refusing(List<S3Request> reads, KeyUse use) {
        EncryptionKey key = use.key();
        String encrypted = (use.isOfObject() ? "the objects are" : "new objects of the bucket are") + " encrypted with "
                + key.named();
        if (key.isAwsManaged()) {
            return new KeyControl(
                    Optional.of("That is not enough, because " + encrypted
                            + ", which never admits CloudFront: encrypt the objects with S3's own key (SSE-S3) or with a KMS"
                            + " key of yours that admits CloudFront"),
                    List.of(),
                    Optional.of("The key still refuses them."));
        }
        if (key.policy().isEmpty()) {
            return doubt("The objects are encrypted with " + key.named()
                    + ", whose policy could not be read: it must allow CloudFront kms:Decrypt.");
        }
        Fix fix = KeyFix.of(reads, use);
        return fix.steps().isEmpty() || fix.condition().isPresent()
                ? new KeyControl(
                        Optional.of(
                                "That is not enough, because " + encrypted + ", which still refuses. " + fix.summary()),
                        List.of(),
                        Optional.of("The key still refuses them."))
                : new KeyControl(Optional.of(fix.summary() + ", because " + encrypted), fix.steps(), Optional.empty());
    }

    private static KeyControl doubt(String sentence) {
        return new KeyControl(Optional.empty(), List.of(), Optional.of(sentence));
    }

    /** Whether the key admits the requests without any change. */
    boolean admits() {
        return equals(ADMITS);
    }
}
