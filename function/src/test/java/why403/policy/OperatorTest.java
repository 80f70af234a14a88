package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.policy.Match.Truth;

/** Each operator with a key that has the value, is absent, or is unknown. */
class OperatorTest {

    private static Truth holds(String operator, Context context, String... values) {
        return Condition.of(operator, "k", List.of(values))
                .holds(new Variables(context, true))
                .truth();
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}, absent {4}")
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals              | abc                 | abc                  | TRUE    | FALSE
            StringEquals              | a*c                 | abc                  | FALSE   | FALSE
            StringNotEquals           | abc                 | abd                  | TRUE    | TRUE
            StringEqualsIgnoreCase    | ABC                 | abc                  | TRUE    | FALSE
            StringNotEqualsIgnoreCase | ABC                 | abc                  | FALSE   | TRUE
            StringEqualsIgnoreCase    | a*C                 | abc                  | FALSE   | FALSE
            BinaryEquals              | QmluYXJ5            | QmluYXJ5             | TRUE    | FALSE
            BinaryEquals              | QmluYXJ5            | qmluYXJ5             | FALSE   | FALSE
            BinaryEqualsIfExists      | QmluYXJ5            | qmluYXJ5             | FALSE   | TRUE
            StringLike                | a*c                 | abbc                 | TRUE    | FALSE
            StringNotLike             | a?c                 | abc                  | FALSE   | TRUE
            StringEqualsIfExists      | abc                 | abd                  | FALSE   | TRUE
            stringequals              | abc                 | abc                  | TRUE    | FALSE
            NumericEquals             | 5.0                 | 5                    | TRUE    | FALSE
            NumericNotEquals          | 5                   | 6                    | TRUE    | TRUE
            NumericLessThan           | 5                   | 5                    | FALSE   | FALSE
            NumericLessThanEquals     | 5                   | 5                    | TRUE    | FALSE
            NumericGreaterThan        | 5                   | 6                    | TRUE    | FALSE
            NumericGreaterThanEquals  | 5                   | 4                    | FALSE   | FALSE
            NumericLessThanIfExists   | 1.2                 | 1.3                  | FALSE   | TRUE
            NumericEquals             | five                | 5                    | UNKNOWN | FALSE
            DateEquals                | 2026-11-24          | 2026-11-24T00:00:00Z | TRUE    | FALSE
            DateNotEquals             | 2026-11-24          | 2026-11-24T00:00:00Z | FALSE   | TRUE
            DateLessThan              | 2026-11-24T01:00:00+01:00 | 2026-11-23T23:59:59Z | TRUE | FALSE
            DateLessThanEquals        | 1795478400          | 2026-11-24T00:00:00Z | TRUE    | FALSE
            DateGreaterThan           | 2026-11-24          | 2026-11-24T00:00:00Z | FALSE   | FALSE
            DateGreaterThanEquals     | tomorrow            | 2026-11-24T00:00:00Z | UNKNOWN | FALSE
            Bool                      | TRUE                | true                 | TRUE    | FALSE
            Bool                      | false               | true                 | FALSE   | FALSE
            BoolIfExists              | false               | true                 | FALSE   | TRUE
            IpAddress                 | 192.0.2.0/24        | 192.0.2.200          | TRUE    | FALSE
            IpAddress                 | 192.0.2.0/24        | 198.51.100.1         | FALSE   | FALSE
            IpAddress                 | 2001:db8::/32       | 2001:db8:1::1        | TRUE    | FALSE
            IpAddress                 | 0.0.0.0/0           | 2001:db8::1          | FALSE   | FALSE
            IpAddress                 | 192.0.2.1           | 192.0.2.1            | TRUE    | FALSE
            IpAddress                 | 300.0.2.1           | 192.0.2.1            | UNKNOWN | FALSE
            IpAddress                 | example.com         | 192.0.2.1            | UNKNOWN | FALSE
            NotIpAddress              | 192.0.2.0/24        | 198.51.100.1         | TRUE    | TRUE
            ArnLike                   | arn:aws:s3:::b*     | arn:aws:s3:::bucket  | TRUE    | FALSE
            ArnEquals                 | arn:aws:*:::bucket  | arn:aws:s3:::bucket  | TRUE    | FALSE
            ArnLike                   | arn:*:bucket        | arn:aws:s3:::bucket  | UNKNOWN | FALSE
            ArnLike                   | *                   | arn:aws:s3:::bucket  | UNKNOWN | FALSE
            ArnLike                   | bucket              | arn:aws:s3:::bucket  | FALSE   | FALSE
            ArnNotEquals              | bucket              | arn:aws:s3:::bucket  | TRUE    | TRUE
            ArnEquals                 | arn:aws:s3:::bucket | bucket               | FALSE   | FALSE
            ArnNotLike                | arn:aws:s3:::b*     | bucket               | TRUE    | TRUE
            ArnNotLike                | arn:aws:s3:::b*     | arn:aws:s3:::c       | TRUE    | TRUE
            ArnNotEquals              | arn:aws:s3:::c      | arn:aws:s3:::c       | FALSE   | TRUE
            Null                      | true                | abc                  | FALSE   | TRUE
            Null                      | false               | abc                  | TRUE    | FALSE
            ForAllValues:StringEquals | abc                 | abd                  | FALSE   | TRUE
            ForAnyValue:StringEquals  | abc                 | abc                  | TRUE    | FALSE
            ForAnyValue:StringNotEquals | abc               | abd                  | TRUE    | FALSE
            ForAnyValue:StringLikeIfExists | a*             | abd                  | TRUE    | TRUE
            StringNots                | abc                 | abc                  | UNKNOWN | UNKNOWN
            """)
    void eachOperatorComparesAsAwsSays(String operator, String wanted, String found, Truth known, Truth absent) {
        assertThat(holds(operator, Context.unknown().with("k", found), wanted)).isEqualTo(known);
        assertThat(holds(operator, Context.absent(), wanted)).isEqualTo(absent);
        assertThat(holds(operator, Context.unknown(), wanted)).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest(name = "{0} x, y of {1}: {2}")
    @CsvSource({"StringEquals, y, TRUE", "StringNotEquals, y, FALSE", "StringNotEquals, z, TRUE", "Null, y, UNKNOWN"})
    void oneOfSeveralValuesMustMatchOrNoneIfNegated(String operator, String found, Truth truth) {
        assertThat(holds(operator, Context.unknown().with("k", found), "x", "y"))
                .isEqualTo(truth);
    }

    @ParameterizedTest(name = "{0} x, y of x, z: {1}")
    @CsvSource({
        "ForAllValues:StringEquals, FALSE",
        "ForAnyValue:StringEquals, TRUE",
        "ForAnyValue:StringNotEquals, TRUE",
        "ForAllValues:StringNotEquals, FALSE",
        "StringEquals, UNKNOWN"
    })
    void aKeyOfSeveralValuesNeedsAQuantifier(String operator, Truth truth) {
        assertThat(holds(operator, Context.unknown().with("k", "x", "z"), "x", "y"))
                .isEqualTo(truth);
    }
}
