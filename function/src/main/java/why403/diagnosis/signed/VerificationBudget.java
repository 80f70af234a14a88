package why403.diagnosis.signed;

/** How much one incident may spend on signatures, whatever viewers send. For one thread. */
final class VerificationBudget {

    /** Distinct signatures that are checked. */
    static final int SIGNATURES = 500;

    /** Calls of a public key. */
    static final int VERIFICATIONS = 1_000;

    /** Characters of a pattern times characters of a URL: the most that a match can cost. */
    private static final long MATCH_STEPS = 100_000_000;

    private int verifications = VERIFICATIONS;
    private long matchSteps = MATCH_STEPS;

    /** Takes one verification; false if none is left. */
    boolean takeVerification() {
        return verifications > 0 && verifications-- > 0;
    }

    /** Takes one match of a pattern; false if too little is left. */
    boolean takeMatch(String pattern, String text) {
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
