package why403.policy;

/** The resource of a request. */
public sealed interface Resource {

    /** The ARN; if the exact resource is not known, a pattern that contains all candidates. */
    String described();

    /** Whether a pattern of a {@code Resource} element includes it. */
    Match isMeantBy(Variables.Expanded pattern);

    /** A known resource. */
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
     * An unknown resource below a prefix, such as an object whose key a function may have rewritten.
     *
     * @param prefix the beginning of its ARN, such as {@code arn:aws:s3:::example-assets/}
     */
    record SomeBelow(String prefix) implements Resource {

        /** The name in a decision's unknown keys if the decision depends on which resource it is. */
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
