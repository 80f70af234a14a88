package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKey;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.signature.SignatureExamination;
import why403.diagnosis.signature.SignatureTrial;
import why403.diagnosis.signature.SignatureVerdict;
import why403.diagnosis.signature.SignedPolicy;
import why403.diagnosis.signature.SignedReading;
import why403.diagnosis.signature.SignedRequest;
import why403.diagnosis.signature.SignedUrl;
import why403.diagnosis.signature.VerificationBudget;
import why403.diagnosis.signature.VerifyingKey;
import why403.log.Field;
import why403.log.LogRecord;

/** What all checks of signatures share: each request is read once, each key is asked once, each signature is checked once. */
final class SignedIncident {

    private static final int MOST_ALIASES = 3;

    private final IncidentContext incident;
    private final VerificationBudget budget = new VerificationBudget();
    private final Map<LogRecord, SignedReading> readings = new HashMap<>();
    private final Map<String, SignedPolicy> policies = new HashMap<>();
    private final Map<Behavior, TrustedKeys> trusted = new HashMap<>();
    private final Map<LogRecord, String> trialIds = new HashMap<>();
    private final Map<String, Optional<VerifyingKey>> keys = new HashMap<>();
    private final List<String> aliases;
    private Optional<SignatureExamination> examination = Optional.empty();

    SignedIncident(IncidentContext incident) {
        this.incident = incident;
        this.aliases = incident
                .config()
                .flatMap(config -> Optional.ofNullable(config.aliases()))
                .map(Aliases::items)
                .orElse(List.of())
                .stream()
                .filter(alias -> !alias.startsWith("*"))
                .limit(MOST_ALIASES)
                .toList();
    }

    IncidentContext context() {
        return incident;
    }

    SignedReading reading(ForbiddenRequest request) {
        return readings.computeIfAbsent(request.record(), record -> {
            SignedRequest signed = SignedRequest.of(record);
            return SignedReading.of(
                    record,
                    signed,
                    signed.policy().map(text -> policies.computeIfAbsent(text, SignedPolicy::of)),
                    budget);
        });
    }

    /** Whether the request carries no key id as far as the log shows. */
    boolean isUnsigned(ForbiddenRequest request) {
        return reading(request)
                .request()
                .keyPairId()
                .filter(key -> !key.isEmpty())
                .isEmpty();
    }

    /** Whether a line without cookies means a request without cookies. */
    boolean cookiesAreLogged() {
        return incident.config()
                .flatMap(config -> Optional.ofNullable(config.logging()))
                .map(LoggingConfig::includeCookies)
                .orElse(false);
    }

    /** Whether a pattern matches a URL; false if too much was spent on patterns. */
    boolean matches(String pattern, SignedUrl url) {
        return url.matches(pattern, budget).orElse(false);
    }

    TrustedKeys trusted(Behavior behavior) {
        return trusted.computeIfAbsent(behavior, asked -> TrustedKeys.of(asked, incident.account()));
    }

    /** The public key of that id; empty if the account did not show it, or shows no key. Ask only for ids of key groups. */
    Optional<VerifyingKey> key(String id) {
        return keys.computeIfAbsent(
                id,
                asked -> incident.account()
                        .find(
                                CloudFrontQuestions.publicKey(asked),
                                response -> encoded(response).flatMap(VerifyingKey::read)));
    }

    private static Optional<String> encoded(GetPublicKeyResponse response) {
        return Optional.ofNullable(response.publicKey())
                .map(PublicKey::publicKeyConfig)
                .map(PublicKeyConfig::encodedKey);
    }

    /** What the public key says about the signature of a request that is otherwise in order. */
    SignatureVerdict verdict(ForbiddenRequest request) {
        return examination().verdict(trialIds.getOrDefault(request.record(), ""));
    }

    /** All signatures of the incident that are otherwise in order. */
    SignatureExamination examination() {
        if (examination.isEmpty()) {
            Map<String, SignatureTrial> trials = new LinkedHashMap<>();
            incident.requests().stream()
                    .filter(request -> SignedRefusal.isPossible(request, Fingerprint.SIGNATURE_REFUSED))
                    .forEach(request -> addTrial(request, trials));
            examination = Optional.of(new SignatureExamination(List.copyOf(trials.values()), this::key, budget));
        }
        return examination.get();
    }

    private void addTrial(ForbiddenRequest request, Map<String, SignatureTrial> trials) {
        SignedReading reading = reading(request);
        Optional<TrustedKeys> trustedKeys = request.behavior().map(this::trusted);
        String keyId = reading.request().keyPairId().orElse("");
        if (reading.isInOrder()
                && trustedKeys.filter(keys -> keys.hold(keyId)).isPresent()
                && reading.hasSignature()
                && key(keyId).isPresent()) {
            SignatureTrial trial = trials.computeIfAbsent(
                    trialId(reading, keyId), id -> trial(id, request.record(), reading, keyId, trustedKeys.get()));
            trialIds.put(request.record(), trial.id());
        }
    }

    private static String trialId(SignedReading reading, String keyId) {
        SignedRequest signed = reading.request();
        return signed.policy()
                        .orElseGet(() -> SignatureTrial.canned(
                                reading.url().text(), signed.expires().orElse("")))
                + '\n'
                + signed.signature().orElse("")
                + '\n'
                + keyId
                + '\n'
                + signed.hash();
    }

    private SignatureTrial trial(
            String id, LogRecord record, SignedReading reading, String keyId, TrustedKeys trustedKeys) {
        SignedRequest signed = reading.request();
        SignedUrl url = reading.url();
        return new SignatureTrial(
                id,
                reading.policy().map(SignedPolicy::signed),
                signed.expires().orElse(""),
                url,
                otherHosts(record, url.host()),
                record.value(Field.HOST_HEADER).isPresent(),
                record.value(Field.PROTOCOL).isPresent(),
                keyId,
                trustedKeys.ids().stream().filter(other -> !other.equals(keyId)).toList(),
                signed.hash(),
                signed.signature().orElse(""));
    }

    private List<String> otherHosts(LogRecord record, String sent) {
        List<String> hosts = new ArrayList<>();
        hosts.add(sent.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", ""));
        record.value(Field.HOST).ifPresent(hosts::add);
        hosts.addAll(aliases);
        return hosts.stream().distinct().filter(host -> !host.equals(sent)).toList();
    }
}
