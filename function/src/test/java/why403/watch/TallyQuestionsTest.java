package why403.watch;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.tally.ErrorMapping;
import why403.watch.mapping.ErrorMappingCache;
import why403.watch.mapping.ErrorMappings;
import why403.watch.mapping.UnknownMappingException;

/** The questions that a tally needs answered by the account. */
class TallyQuestionsTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final KnownInMemory known = new KnownInMemory();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    /** An account that answers one kind of question. */
    private final class OneAnswer implements Account {

        private final SdkPojo answer;

        OneAnswer(SdkPojo answer) {
            this.answer = answer;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
            asked.add(question.recordingPath());
            return question.answer().build().getClass().isInstance(answer)
                    ? new Answer.Found<>((T) answer)
                    : new Answer.NotChecked<>(Answer.Why.NOT_RECORDED);
        }
    }

    private ErrorMapping mapping(CustomErrorResponse... responses) {
        DistributionConfig config = DistributionConfig.builder()
                .customErrorResponses(
                        CustomErrorResponses.builder().items(responses).build())
                .build();
        SdkPojo answer = GetDistributionResponse.builder()
                .distribution(Distribution.builder().distributionConfig(config).build())
                .build();
        return ErrorMappings.recorded(new OneAnswer(answer)).of("E2EXAMPLE").mapping();
    }

    private static CustomErrorResponse response(int error, String status) {
        return CustomErrorResponse.builder()
                .errorCode(error)
                .responseCode(status)
                .build();
    }

    @Test
    void theErrorMappingContainsOnlyErrorsWhoseStatusChanges() {
        assertThat(mapping(response(403, "200"), response(404, ""), response(500, null), response(502, "503")))
                .isEqualTo(new ErrorMapping(Map.of(403, 200, 502, 503)));
    }

    @Test
    void withoutAConfigurationTheErrorMappingIsEmpty() {
        ErrorMappings mappings = ErrorMappings.recorded(
                new OneAnswer(ListDistributionsResponse.builder().build()));

        assertThat(mappings.of("E2EXAMPLE").mapping()).isEqualTo(ErrorMapping.NONE);
        assertThat(ErrorMappings.recorded(
                                new OneAnswer(GetDistributionResponse.builder().build()))
                        .of("E2EXAMPLE")
                        .mapping())
                .isEqualTo(ErrorMapping.NONE);
    }

    @Test
    void theConfigurationOfADistributionIsRequestedOnce() {
        ErrorMappings mappings = ErrorMappings.recorded(
                new OneAnswer(GetDistributionResponse.builder().build()));
        mappings.of("E2EXAMPLE");
        mappings.of("E3EXAMPLE");
        mappings.of("E2EXAMPLE");

        assertThat(asked)
                .containsExactly(
                        "cloudfront/get-distribution/E2EXAMPLE.json", "cloudfront/get-distribution/E3EXAMPLE.json");
    }

    /** An account that does not answer, for this reason. */
    private Account failing(Answer.Why why) {
        return new Account() {
            @Override
            public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
                asked.add(question.recordingPath());
                return new Answer.NotChecked<>(why);
            }
        };
    }

    private ErrorMappings live(Account account) {
        return ErrorMappings.live(account, known, new ErrorMappingCache(() -> now), problems::add);
    }

    private static Account answering(CustomErrorResponse... responses) {
        GetDistributionResponse answer = GetDistributionResponse.builder()
                .distribution(Distribution.builder()
                        .distributionConfig(DistributionConfig.builder()
                                .customErrorResponses(CustomErrorResponses.builder()
                                        .items(responses)
                                        .build())
                                .build())
                        .build())
                .build();
        return new Account() {
            @Override
            @SuppressWarnings("unchecked") // only GetDistribution is asked
            public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
                return new Answer.Found<>((T) answer);
            }
        };
    }

    @Test
    void anErrorMappingIsRequestedAgainAfterFiveMinutes() {
        ErrorMappings mappings =
                live(new OneAnswer(GetDistributionResponse.builder().build()));
        mappings.of("E2EXAMPLE");
        now = now.plus(Duration.ofMinutes(5)).minusSeconds(1);
        mappings.of("E2EXAMPLE");
        assertThat(asked).hasSize(1);

        now = now.plusSeconds(1);
        mappings.of("E2EXAMPLE");
        assertThat(asked).hasSize(2);
    }

    @Test
    void onlyATemporaryFailureOfAnUnknownDistributionIsThrown() {
        known.put("E3EXAMPLE", ErrorMapping.NONE);
        for (Answer.Why why : List.of(Answer.Why.THROTTLED, Answer.Why.OUT_OF_REACH)) {
            assertThatThrownBy(() -> live(failing(why)).of("E2EXAMPLE"))
                    .isInstanceOf(UnknownMappingException.class)
                    .hasMessageContainingAll("E2EXAMPLE", "cloudfront:GetDistribution", "again");
        }
        assertThat(live(failing(Answer.Why.DENIED)).of("E2EXAMPLE").mapping()).isEqualTo(ErrorMapping.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "OUT_OF_REACH"})
    void whileTheAccountDoesNotAnswerTheMappingThatAnotherProcessKnewIsUsed(Answer.Why why) {
        live(answering(response(403, "404"))).of("E2EXAMPLE");

        assertThat(live(failing(why)).of("E2EXAMPLE").mapping()).isEqualTo(new ErrorMapping(Map.of(403, 404)));
        assertThat(problems)
                .singleElement(as(STRING))
                .startsWith("Which records of E2EXAMPLE are forbidden was decided by the custom error responses");
    }

    @Test
    void anAccountThatDoesNotAnswerIsAskedOnceAMinute() {
        known.put("E2EXAMPLE", ErrorMapping.NONE);
        ErrorMappings mappings = live(failing(Answer.Why.THROTTLED));
        mappings.of("E2EXAMPLE");
        now = now.plusSeconds(59);
        mappings.of("E2EXAMPLE");
        assertThat(asked).hasSize(1);

        now = now.plusSeconds(1);
        mappings.of("E2EXAMPLE");
        assertThat(asked).hasSize(2);
    }

    @Test
    void onlyANewMappingIsStored() {
        live(answering(response(403, "404"))).of("E2EXAMPLE");
        live(answering(response(403, "404"))).of("E2EXAMPLE");
        assertThat(known.puts()).isEqualTo(1);

        live(answering()).of("E2EXAMPLE");
        assertThat(known.of("E2EXAMPLE")).contains(ErrorMapping.NONE);
    }

    @Test
    void aRefusedAnswerDoesNotReplaceTheKnownMapping() {
        known.put("E2EXAMPLE", new ErrorMapping(Map.of(403, 404)));
        live(failing(Answer.Why.DENIED)).of("E2EXAMPLE");

        assertThat(known.of("E2EXAMPLE")).contains(new ErrorMapping(Map.of(403, 404)));
    }

    @Test
    void aRecordedThrottlingGivesAnEmptyErrorMapping() {
        assertThat(ErrorMappings.recorded(failing(Answer.Why.THROTTLED))
                        .of("E2EXAMPLE")
                        .mapping())
                .isEqualTo(ErrorMapping.NONE);
    }

    /** An account of 5,000 distributions that answers both questions. Every third distribution turns a 403 into a 404. */
    private final class LargeAccount implements Account {

        private CustomErrorResponses responses(String distribution) {
            return CustomErrorResponses.builder()
                    .items(
                            Integer.parseInt(distribution.substring(1)) % 3 == 0
                                    ? List.of(response(403, "404"))
                                    : List.of())
                    .build();
        }

        private SdkPojo list() {
            return ListDistributionsResponse.builder()
                    .distributionList(list -> list.items(IntStream.range(0, 5_000)
                            .mapToObj(i -> "E" + i)
                            .map(id -> DistributionSummary.builder()
                                    .id(id)
                                    .customErrorResponses(responses(id))
                                    .build())
                            .toList()))
                    .build();
        }

        private SdkPojo distribution(String id) {
            return GetDistributionResponse.builder()
                    .distribution(one -> one.distributionConfig(config -> config.customErrorResponses(responses(id))))
                    .build();
        }

        @Override
        @SuppressWarnings("unchecked") // the answer is of the question's kind
        public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
            asked.add(question.recordingPath());
            return new Answer.Found<>((T)
                    (question.arguments().isEmpty()
                            ? list()
                            : distribution(question.arguments().get(0).value().orElseThrow())));
        }
    }

    @Test
    void anEventAboutThousandsOfDistributionsAsksForTheListOfAll() {
        ErrorMappings mappings = live(new LargeAccount());
        List<String> ids = IntStream.range(0, 5_000).mapToObj(i -> "E" + i).toList();

        assertThat(ids)
                .allSatisfy(id -> assertThat(mappings.of(id).mapping())
                        .isEqualTo(
                                Integer.parseInt(id.substring(1)) % 3 == 0
                                        ? new ErrorMapping(Map.of(403, 404))
                                        : ErrorMapping.NONE));
        assertThat(asked).hasSize(21).endsWith("cloudfront/list-distributions.json");
        assertThat(known.of("E4998")).contains(new ErrorMapping(Map.of(403, 404)));
    }

    @Test
    void aDistributionThatIsNotInTheListOfAllHasNoErrorMapping() {
        ErrorMappings mappings = live(new LargeAccount());
        IntStream.range(0, 21).forEach(i -> mappings.of("E" + i));

        assertThat(mappings.of("E6000").mapping()).isEqualTo(ErrorMapping.NONE);
        assertThat(asked).hasSize(21);
    }

    @Test
    void whileTheListIsThrottledNothingElseIsAsked() {
        IntStream.range(0, 100).forEach(i -> known.put("E" + i, new ErrorMapping(Map.of(403, 404))));
        ErrorMappings mappings = live(failing(Answer.Why.THROTTLED));
        IntStream.range(0, 100)
                .forEach(i -> assertThat(mappings.of("E" + i).mapping()).isEqualTo(new ErrorMapping(Map.of(403, 404))));

        assertThat(asked).hasSize(21).endsWith("cloudfront/list-distributions.json");
    }

    @Test
    void ifTheListIsDeniedEachDistributionIsRequested() {
        ErrorMappings mappings = live(failing(Answer.Why.DENIED));
        IntStream.range(0, 100).forEach(i -> mappings.of("E" + i));

        assertThat(asked).hasSize(101).contains("cloudfront/get-distribution/E99.json");
    }

    private Function<String, Optional<String>> byHost(Map<String, String> elsewhere) {
        DistributionSummary listed = DistributionSummary.builder()
                .id("E2EXAMPLE")
                .domainName("d111111abcdef8.cloudfront.net")
                .build();
        SdkPojo answer = ListDistributionsResponse.builder()
                .distributionList(DistributionList.builder().items(listed).build())
                .build();
        return new DistributionsByHost(new OneAnswer(answer), host -> Optional.ofNullable(elsewhere.get(host)));
    }

    @Test
    void aDistributionIsFoundByItsDomainNameInAnyCase() {
        Function<String, Optional<String>> byHost = byHost(Map.of("d111111abcdef8.cloudfront.net", "E9EXAMPLE"));

        assertThat(byHost.apply("D111111ABCDEF8.cloudfront.net")).contains("E2EXAMPLE");
        assertThat(byHost.apply("d111111abcdef8.cloudfront.net")).contains("E2EXAMPLE");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aDistributionThatIsNotListedIsFoundByTheOtherLookup() {
        Function<String, Optional<String>> byHost = byHost(Map.of("d222222abcdef8.cloudfront.net", "E3EXAMPLE"));

        assertThat(byHost.apply("d222222abcdef8.cloudfront.net")).contains("E3EXAMPLE");
        assertThat(byHost.apply("d333333abcdef8.cloudfront.net")).isEmpty();
        assertThat(asked).hasSize(1);
    }
}
