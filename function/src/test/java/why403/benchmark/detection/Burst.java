package why403.benchmark.detection;

/**
 * Forbidden requests of a few addresses, which must alert nobody: one broken client, a scanner, a crawler.
 *
 * @param begin the first minute, from the start of the site
 * @param minutes how long it lasts
 * @param firstClient the number of the first client that takes part
 * @param addresses how many clients take part, each with the same load
 * @param perMinute the mean of each client's requests in a minute, which have a geometric distribution
 */
record Burst(int begin, int minutes, int firstClient, int addresses, double perMinute) {

    /** The same burst from other clients. */
    Burst from(int otherFirstClient) {
        return new Burst(begin, minutes, otherFirstClient, addresses, perMinute);
    }
}
