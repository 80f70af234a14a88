package why403.cause;

/**
 * How many viewers records came from. An IPv4 address is one viewer, and so is an IPv6 /64.
 *
 * @param distinct 0 if no address is logged
 */
public record ViewerCount(long distinct) {

    /** No address is logged, or there is no record. */
    public static final ViewerCount NONE = new ViewerCount(0);

    private static final long MOST_SHOWN = 64;

    /** As JSON carries it: a decimal, or {@code 64+}. */
    public String capped() {
        return distinct > MOST_SHOWN ? MOST_SHOWN + "+" : Long.toString(distinct);
    }
}
