package why403.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.account.Questions;

/** One diagnosis's view of the account: remembers every answer, and what could not be looked at. */
final class Inquiry implements Investigation {

    private final Account account;
    private final String distributionId;
    private final Map<Question<?>, Answer<?>> answers = new LinkedHashMap<>();
    private final Answer<GetDistributionResponse> asked;
    private final Configuration configuration;
    private final List<ForbiddenRequest> requests;

    Inquiry(Account account, String distributionId, List<Sample.Examined> forbidden) {
        this.account = account;
        this.distributionId = distributionId;
        this.asked = ask(Questions.distribution(distributionId));
        this.configuration = distribution()
                .flatMap(distribution -> Optional.ofNullable(distribution.distributionConfig()))
                .map(Configuration::of)
                .orElse(Configuration.UNKNOWN);
        this.requests = forbidden.stream().map(configuration::match).toList();
    }

    @Override
    public String distributionId() {
        return distributionId;
    }

    @Override
    public Optional<Distribution> distribution() {
        return asked.found().flatMap(response -> Optional.ofNullable(response.distribution()));
    }

    /** Whether the account knows no such distribution. */
    boolean distributionIsUnknown() {
        return asked.refusedAs("NoSuchDistribution");
    }

    Configuration configuration() {
        return configuration;
    }

    @Override
    public List<ForbiddenRequest> requests() {
        return requests;
    }

    @Override
    @SuppressWarnings("unchecked") // equal questions have answers of one type
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return (Answer<T>) answers.computeIfAbsent(question, account::ask);
    }

    @Override
    public List<NotChecked> notChecked() {
        Map<String, NotChecked> byAction = new LinkedHashMap<>();
        answers.forEach((question, answer) -> {
            if (answer instanceof Answer.NotChecked<?> none) {
                question.actions()
                        .forEach(action -> byAction.putIfAbsent(action, new NotChecked(action, inWords(none.why()))));
            }
        });
        return new ArrayList<>(byAction.values());
    }

    private static String inWords(Answer.Why why) {
        return switch (why) {
            case DENIED -> "the role lacks it";
            case THROTTLED -> "AWS throttled it";
            case OUT_OF_REACH -> "no answer could be had";
            case NOT_RECORDED -> "not recorded";
        };
    }
}
