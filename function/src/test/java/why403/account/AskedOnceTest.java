package why403.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Answer.Found;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.AskedOnce.Unchecked;

/** An account that answers only about distributions, asked through {@link AskedOnce}. */
class AskedOnceTest {

    private final List<Question<?>> asked = new ArrayList<>();
    private final AskedOnce account = new AskedOnce(new OnlyDistributions(asked));

    @Test
    void aQuestionIsAskedOnce() {
        assertThat(account.ask(Questions.distribution("E1")))
                .isInstanceOf(Found.class)
                .isSameAs(account.ask(Questions.distribution("E1")));
        account.ask(Questions.distribution("E2"));
        assertThat(asked).containsExactly(Questions.distribution("E1"), Questions.distribution("E2"));
    }

    @Test
    void whatCouldNotBeCheckedIsToldInTheOrderAsked() {
        account.ask(Questions.publicKey("K1"));
        account.ask(Questions.distribution("E1"));
        account.ask(Questions.bucketPolicy("b", Optional.empty()));
        account.ask(Questions.publicKey("K1"));
        assertThat(account.unchecked())
                .containsExactly(
                        new Unchecked(Questions.publicKey("K1"), Why.THROTTLED),
                        new Unchecked(Questions.bucketPolicy("b", Optional.empty()), Why.THROTTLED));
    }

    private record OnlyDistributions(List<Question<?>> asked) implements Account {

        @Override
        public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
            asked.add(question);
            return question.command().equals("get-distribution")
                    ? new Found<>(question.answer().get().build())
                    : new NotChecked<>(Why.THROTTLED);
        }
    }
}
