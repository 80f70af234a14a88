package why403.diagnosis.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.LambdaQuestions;
import why403.account.Question;
import why403.cause.NotChecked;
import why403.diagnosis.AnswersByQuestion;

/** The search for the function behind a function URL, in an account that can list its functions. */
class FunctionUrlSearchTest {

    private static final Optional<String> REGION = Optional.of("eu-west-1");
    private static final String HOST = "abc.lambda-url.eu-west-1.on.aws";

    private final AnswersByQuestion answers = new AnswersByQuestion();

    /** The same answers from an account that can be searched. */
    private final AccountInquiry inquiry = new AccountInquiry(new Account() {
        @Override
        public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
            return answers.ask(question);
        }

        @Override
        public boolean listsFunctions() {
            return true;
        }
    });

    private static FunctionConfiguration function(String name, String modified) {
        return FunctionConfiguration.builder()
                .functionName(name)
                .lastModified(modified)
                .build();
    }

    private void functions(List<FunctionConfiguration> functions) {
        answers.found(
                LambdaQuestions.functions(REGION),
                ListFunctionsResponse.builder().functions(functions).build());
    }

    private void url(String function, String url) {
        FunctionUrlConfig config = FunctionUrlConfig.builder()
                .functionUrl(url)
                .functionArn("arn:aws:lambda:eu-west-1:123456789012:function:" + function)
                .build();
        answers.found(
                LambdaQuestions.functionUrls(function, REGION),
                ListFunctionUrlConfigsResponse.builder()
                        .functionUrlConfigs(config)
                        .build());
    }

    @Test
    void theFunctionWithTheHostIsFound() {
        functions(List.of(function("other", "2026-11-02"), function("render", "2026-11-01")));
        url("other", "https://xyz.lambda-url.eu-west-1.on.aws/");
        url("render", "https://" + HOST.toUpperCase(java.util.Locale.ROOT) + "/");

        assertThat(inquiry.functionUrl(HOST, REGION).orElseThrow().functionArn())
                .endsWith(":render");
        assertThat(inquiry.notChecked()).isEmpty();
    }

    @Test
    void theFunctionThatWasModifiedLastIsAskedFirst() {
        functions(List.of(function("old", "2025-01-01"), function("new", "2026-11-24"), function("never", "")));
        url("new", "https://" + HOST + "/");

        assertThat(inquiry.functionUrl(HOST, REGION)).isPresent();
        assertThat(answers.asked)
                .containsExactly(LambdaQuestions.functions(REGION), LambdaQuestions.functionUrls("new", REGION));
    }

    @Test
    void oneHundredFunctionsAreAskedAtMost() {
        functions(IntStream.range(0, 5_000)
                .mapToObj(number -> function("f" + number, "2026-11-24"))
                .toList());

        assertThat(inquiry.functionUrl(HOST, REGION)).isEmpty();
        assertThat(answers.asked).hasSize(FunctionUrlSearch.MOST_FUNCTIONS + 1);
    }

    @Test
    void theSearchIsMadeOnceForAHost() {
        functions(List.of(function("one", "2026-11-24")));
        inquiry.functionUrl(HOST, REGION);
        answers.asked.clear();

        assertThat(inquiry.functionUrl(HOST, REGION)).isEmpty();
        assertThat(answers.asked).isEmpty();
    }

    @Test
    void aRoleThatMayNotListFunctionsIsNamed() {
        answers.notChecked(LambdaQuestions.functions(REGION), Answer.Why.DENIED);

        assertThat(inquiry.functionUrl(HOST, REGION)).isEmpty();
        assertThat(inquiry.notChecked()).contains(new NotChecked("lambda:ListFunctions", "the role lacks it"));
    }

    @Test
    void aUrlThatCannotBeReadIsPassedOver() {
        functions(List.of(function("broken", "2026-11-24"), function("render", "2026-11-01")));
        url("broken", "https://[");
        url("render", "https://" + HOST + "/");

        assertThat(inquiry.functionUrl(HOST, REGION).orElseThrow().functionArn())
                .endsWith(":render");
    }
}
