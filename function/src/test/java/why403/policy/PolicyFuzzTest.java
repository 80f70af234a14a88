package why403.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Policies of any content: they are read or refused with a reason, a policy that was read decides, and nothing throws. */
class PolicyFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(PolicyFuzzTest.class, "anyPolicyDecidesOrIsRefused");
    private static final List<Caller> CALLERS = List.of(PolicyTest.CONTROL, PolicyTest.IDENTITY, PolicyTest.ANYBODY);

    @FuzzTest
    void anyPolicyDecidesOrIsRefused(byte[] json) {
        Policy.Reading reading = Policy.read(new String(json, StandardCharsets.UTF_8));

        if (reading instanceof Policy.Unreadable unreadable) {
            assertThat(unreadable.reason()).isNotBlank();
        } else if (reading instanceof Policy.Read read) {
            CALLERS.forEach(caller -> assertDecides(read.policy(), caller));
        }
    }

    private static void assertDecides(Policy policy, Caller caller) {
        Decision decision = policy.decide(PolicyTest.get(caller));

        assertThat(decision.outcome() == Decision.Outcome.ALLOW && decision.refuses())
                .isFalse();
        assertThat(decision.statements().isEmpty()).isEqualTo(decision.outcome() == Decision.Outcome.IMPLICIT_DENY);
        decision.numbers()
                .forEach(number -> assertThat(policy.conditionsOf(number)).isNotNull());
    }

    @ParameterizedTest
    @Seeds
    void aChangedPolicyDecidesOrIsRefused(Generator given) {
        anyPolicyDecidesOrIsRefused(new Mutator(given, CORPUS).next());
    }
}
