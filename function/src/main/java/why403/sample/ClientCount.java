package why403.sample;

/** How many viewers a sample's forbidden records came from; an IPv6 /64 counts as one. */
public final class ClientCount {

    private static final long MOST_COUNTED = 64;

    private ClientCount() {}

    /** A decimal, or {@code 64+}; {@code 0} if no address is logged. */
    public static String of(Sample sample) {
        long distinct = sample.forbidden().stream()
                .flatMap(examined -> Networks.client(examined.record()).stream())
                .distinct()
                .limit(MOST_COUNTED + 1)
                .count();
        return distinct > MOST_COUNTED ? MOST_COUNTED + "+" : Long.toString(distinct);
    }
}
