package why403.watch;

/** A distribution's error mapping cannot be had just now, so its records cannot be counted. */
final class UnknownMappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownMappingException(String distribution) {
        super("which records of " + distribution + " are forbidden cannot be told, since cloudfront:GetDistribution was"
                + " throttled or out of reach; nothing is lost, the object is read again when its event comes again");
    }
}
