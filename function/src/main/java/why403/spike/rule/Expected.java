package why403.spike.rule;

/**
 * How many forbidden requests to expect beside that many good ones. Good requests are the fixed number, because an incident
 * does not always turn good requests into forbidden ones: a flood adds forbidden ones.
 *
 * @param mean of the forbidden requests
 * @param variance by chance alone
 */
record Expected(double mean, double variance) {

    /**
     * Forbidden requests beside that many good ones.
     *
     * @param rate the usual rate; above 0 and below 1
     */
    static Expected of(double good, double rate) {
        double odds = rate / (1 - rate);
        return new Expected(good * odds, good * odds * (1 + odds));
    }
}
