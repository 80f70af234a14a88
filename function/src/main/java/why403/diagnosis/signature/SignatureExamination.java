package why403.diagnosis.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import why403.diagnosis.signature.SignatureVerdict.NotChecked;
import why403.diagnosis.signature.SignatureVerdict.SignedOtherwise;
import why403.diagnosis.signature.SignatureVerdict.Valid;
import why403.diagnosis.signature.SignatureVerdict.Wrong;

/**
 * Verifies the distinct signatures of an incident. How they may have been made is learned on a few that are evenly spread, by
 * trying every guess; for the rest, only the guesses that were right are tried.
 */
public final class SignatureExamination {

    /** Failures on which guesses are learned. */
    private static final int LEARNED_ON = 20;

    /** Verifications for learning; the rest is for the other signatures. */
    private static final int LEARNING = 450;

    private final Function<String, Optional<VerifyingKey>> keys;
    private final VerificationBudget budget;
    private final int distinct;
    private final Map<String, SignatureVerdict> verdicts = new HashMap<>();
    private final Map<SigningGuess, Integer> learned = new LinkedHashMap<>();

    /**
     * Examines them.
     *
     * @param all the distinct ones, in order of time
     * @param keys finds the public key of an id
     */
    public SignatureExamination(
            List<SignatureTrial> all, Function<String, Optional<VerifyingKey>> keys, VerificationBudget budget) {
        this.keys = keys;
        this.budget = budget;
        this.distinct = all.size();
        List<SignatureTrial> chosen = spread(all, VerificationBudget.SIGNATURES);
        int left = learn(chosen);
        for (SignatureTrial trial : chosen) {
            if (left > 0 && !verdicts.containsKey(trial.id())) {
                left -= examineAndLearn(trial, LEARNING / LEARNED_ON) ? 1 : 0;
            } else {
                verdicts.computeIfAbsent(trial.id(), id -> examine(trial));
            }
        }
    }

    private static <T> List<T> spread(List<T> all, int most) {
        int size = Math.min(all.size(), most);
        List<T> spread = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            spread.add(all.get((int) ((long) i * all.size() / size)));
        }
        return spread;
    }

    /** Returns how many failures are still missing, because some of the signatures were valid. */
    private int learn(List<SignatureTrial> chosen) {
        List<SignatureTrial> first = spread(chosen, LEARNED_ON);
        int end = budget.verified() + LEARNING;
        int failures = 0;
        for (int i = 0; i < first.size(); i++) {
            int share = (end - budget.verified()) / (first.size() - i);
            failures += examineAndLearn(first.get(i), share) ? 1 : 0;
        }
        return LEARNED_ON - failures;
    }

    /** Whether the signature is a failure. */
    private boolean examineAndLearn(SignatureTrial trial, int most) {
        Set<SigningGuess> guesses = new LinkedHashSet<>(SigningGuess.accepted(trial));
        guesses.addAll(likeliest());
        guesses.addAll(SigningGuess.about(trial));
        SignatureVerdict verdict = examine(trial, guesses, most);
        verdicts.put(trial.id(), verdict);
        return !(verdict instanceof Valid);
    }

    /** A guess that was right for another signature comes first: if it is right again, the request as sent is not. */
    private SignatureVerdict examine(SignatureTrial trial) {
        Set<SigningGuess> guesses = new LinkedHashSet<>(likeliest());
        guesses.addAll(SigningGuess.accepted(trial));
        return examine(trial, guesses, VerificationBudget.VERIFICATIONS);
    }

    private List<SigningGuess> likeliest() {
        return learned.entrySet().stream()
                .sorted(Map.Entry.<SigningGuess, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private SignatureVerdict examine(SignatureTrial trial, Set<SigningGuess> guesses, int most) {
        Set<SigningGuess> untried = new HashSet<>(SigningGuess.accepted(trial));
        Set<String> tried = new HashSet<>();
        byte[] signature = trial.signatureBytes();
        String asSent = text(trial, SigningGuess.AS_SENT);
        int end = budget.verified() + most;
        for (SigningGuess guess : guesses) {
            if (budget.verified() >= end) {
                break; // before the account is asked for other keys
            }
            Optional<VerifyingKey> key = keys.apply(guess.key().orElse(trial.keyId()));
            String text = text(trial, guess);
            boolean isOther = guess.equals(SigningGuess.AS_SENT) || !text.equals(asSent);
            if (key.isEmpty() || !isOther || !tried.add(text)) {
                continue;
            }
            if (!budget.takeVerification()) {
                break;
            }
            if (key.get().verifies(trial.message(guess), guess.hash().orElse(trial.hash()), signature)) {
                learned.merge(guess, 1, Integer::sum);
                return trial.isAccepted(guess) ? new Valid() : new SignedOtherwise(guess);
            }
            untried.remove(guess);
        }
        return untried.isEmpty() ? new Wrong() : new NotChecked();
    }

    /** Equal for guesses that come to the same. */
    private static String text(SignatureTrial trial, SigningGuess guess) {
        return guess.hash().orElse(trial.hash())
                + guess.key().orElse("")
                + '\n'
                + new String(trial.message(guess), StandardCharsets.ISO_8859_1);
    }

    /** What the public key says about the signature with that id of a trial. */
    public SignatureVerdict verdict(String trial) {
        return verdicts.getOrDefault(trial, new NotChecked());
    }

    /** How many distinct signatures there are. */
    public int distinct() {
        return distinct;
    }

    /** How many of them were checked. */
    public int checked() {
        return (int) verdicts.values().stream()
                .filter(verdict -> !(verdict instanceof NotChecked))
                .count();
    }
}
