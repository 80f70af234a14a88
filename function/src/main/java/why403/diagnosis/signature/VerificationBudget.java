package why403.diagnosis.signature;

import java.util.Optional;
import why403.text.Glob;

/** How much one incident may spend on signatures, whatever viewers send. For one thread. */
public final class VerificationBudget {

    /** Distinct signatures that are checked. */
    static final int SIGNATURES = 500;

    /** Calls of a public key. */
    static final int VERIFICATIONS = 1_000;

    /** Characters that matches of patterns compare. */
    private static final long MATCH_STEPS = 200_000_000;

    private int verifications = VERIFICATIONS;
    private long matchSteps = MATCH_STEPS;

    /** Takes one verification; false if none is left. */
    boolean takeVerification() {
        return verifications > 0 && verifications-- > 0;
    }

    /** Whether the pattern matches; empty if too little is left to find out. A pattern whose only star is its last character is free. */
    Optional<Boolean> match(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0 || star == pattern.length() - 1) {
            return Optional.of(Glob.pattern(pattern).matches(text));
        }
        Glob.Limited match = Glob.pattern(pattern).matches(text, matchSteps);
        matchSteps -= match.steps();
        return match.isMatch();
    }

    /** How many verifications were made. */
    int verified() {
        return VERIFICATIONS - verifications;
    }
}
