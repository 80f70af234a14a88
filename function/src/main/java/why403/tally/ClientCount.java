package why403.tally;

/**
 * The requests of one client within some traffic.
 *
 * @param client a hash of the client's IPv4 address or IPv6 /64 under the {@link ClientSecret}
 * @param requests all of its requests if they are known, otherwise its forbidden ones
 * @param forbidden its forbidden requests, at most {@code requests}
 */
public record ClientCount(long client, long requests, long forbidden) {

    public ClientCount {
        if (forbidden < 0 || requests < forbidden) {
            throw new IllegalArgumentException("A client cannot have " + forbidden + " forbidden of " + requests);
        }
    }
}
