package why403.diagnosis.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.account.Questions;
import why403.cause.NotChecked;
import why403.sample.Sample;

/** One diagnosis's view of the account: remembers every answer, and what could not be looked at. */
public final class Inquiry implements IncidentContext {

    private final Account account;
    private final String distributionId;
    private final Map<Question<?>, Answer<?>> answers = new LinkedHashMap<>();
    private final Set<Question<?>> unreadable = new HashSet<>();
    private final Optional<Distribution> distribution;
    private final DistributionSettings configuration;
    private final List<ForbiddenRequest> requests;

    public Inquiry(Account account, String distributionId, List<Sample.Examined> forbidden) {
        this.account = account;
        this.distributionId = distributionId;
        this.distribution = find(
                        Questions.distribution(distributionId),
                        response -> Optional.ofNullable(response.distribution())
                                .filter(found -> found.distributionConfig() != null))
                .map(found -> found.toBuilder().id(distributionId).build());
        this.configuration = distribution
                .map(Distribution::distributionConfig)
                .map(DistributionSettings::of)
                .orElseGet(DistributionSettings::unknown);
        if (!configuration.isWhole() && distribution.isPresent()) {
            unreadable.add(Questions.distribution(distributionId));
        }
        this.requests = forbidden.stream().map(configuration::match).toList();
    }

    @Override
    public String distributionId() {
        return distributionId;
    }

    @Override
    public Optional<Distribution> distribution() {
        return distribution;
    }

    /** Whether the account knows no such distribution. */
    public boolean distributionIsUnknown() {
        return ask(Questions.distribution(distributionId)).refusedAs("NoSuchDistribution");
    }

    public DistributionSettings configuration() {
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
    public <T extends SdkPojo, V> Optional<V> find(Question<T> question, Function<T, Optional<V>> part) {
        Optional<T> found = ask(question).found();
        Optional<V> held = found.flatMap(part);
        if (found.isPresent() && held.isEmpty()) {
            unreadable.add(question);
        }
        return held;
    }

    @Override
    public List<NotChecked> notChecked() {
        Map<String, NotChecked> byAction = new LinkedHashMap<>();
        answers.forEach((question, answer) -> {
            Optional<String> why =
                    unreadable.contains(question) ? Optional.of("the answer could not be read") : why(answer);
            why.ifPresent(reason -> account.actions(question)
                    .forEach(action -> byAction.putIfAbsent(action, new NotChecked(action, reason))));
        });
        return new ArrayList<>(byAction.values());
    }

    private static Optional<String> why(Answer<?> answer) {
        return answer instanceof Answer.NotChecked<?> none ? Optional.of(inWords(none.why())) : Optional.empty();
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
