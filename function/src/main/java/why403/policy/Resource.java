package why403.policy;

/** What a request is for. */
public sealed interface Resource {

    /** The ARN, or a pattern of all that it may be. */
    String described();

    /** Whether a pattern of a {@code Resource} element means it. */
    Match isMeantBy(Variables.Expanded pattern);

    /** One resource. */
    record Exactly(String arn) implements Resource {
        @Override
        public String described() {
            return arn;
        }

        @Override
        public Match isMeantBy(Variables.Expanded pattern) {
            return pattern.test(glob -> glob.matches(arn));
        }
    }

    /**
     * One of many, not known which: an object whose key a function may have rewritten.
     *
     * @param prefix what all their ARNs begin with, such as {@code arn:aws:s3:::example-assets/}
     */
    record SomeBelow(String prefix) implements Resource {

        /** Stands among a decision's unknown keys where the decision hangs on which one it is. */
        public static final String KEY = "Resource";

        @Override
        public String described() {
            return prefix + "*";
        }

        @Override
        public Match isMeantBy(Variables.Expanded pattern) {
            Match all = pattern.test(glob -> glob.matchesAllBelow(prefix));
            Match some = pattern.test(glob -> glob.matchesSomeBelow(prefix));
            return all.fails() && some.holds() ? Match.unknown(KEY) : all;
        }
    }
}
