package why403.watch.mapping;

/** The error mapping of a distribution cannot be read now, so its records cannot be counted. */
public final class UnknownMappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownMappingException(String distribution) {
        super("which records of " + distribution + " are forbidden is unknown, because cloudfront:GetDistribution was"
                + " throttled or out of reach; nothing is lost, the object is read again when its event is delivered"
                + " again");
    }
}
