package why403.diagnosis.signature;

/** How much one incident may spend on signatures, whatever viewers send. For one thread. */
public final class VerificationBudget {

    /** Distinct signatures that are checked. */
    static final int SIGNATURES = 500;

    /** Calls of a public key. */
    static final int VERIFICATIONS = 1_000;

    /** Characters of a pattern times characters of a URL: the most that a match can cost. */
    private static final long MATCH_STEPS = 200_000_000;

    private int verifications = VERIFICATIONS;
    private long matchSteps = MATCH_STEPS;

    /** Takes one verification; false if none is left. */
    boolean takeVerification() {
        return verifications > 0 && verifications-- > 0;
    }

    /** Takes one match of a pattern; false if too little is left. A pattern whose only star is its last character is free. */
    boolean takeMatch(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0 || star == pattern.length() - 1) {
            return true;
        }
        long steps = (long) pattern.length() * text.length();
        if (steps > matchSteps) {
            return false;
        }
        matchSteps -= steps;
        return true;
    }

    /** How many verifications were made. */
    int verified() {
        return VERIFICATIONS - verifications;
    }
}
