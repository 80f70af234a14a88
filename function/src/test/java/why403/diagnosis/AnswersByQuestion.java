package why403.diagnosis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;

/** An account with given answers, in which nothing was changed. Every other answer is not recorded. */
public final class AnswersByQuestion implements Account {

    private final Map<Question<?>, Answer<?>> answers = new HashMap<>();
    public final Set<Question<?>> asked = new LinkedHashSet<>();

    public <T extends SdkPojo> void found(Question<T> question, T value) {
        answers.put(question, new Answer.Found<>(value));
    }

    public <T extends SdkPojo> void refused(Question<T> question, String code) {
        answers.put(question, new Answer.Refused<T>(code, code));
    }

    public void notChecked(Question<?> question, Answer.Why why) {
        answers.put(question, new Answer.NotChecked<>(why));
    }

    @Override
    @SuppressWarnings("unchecked") // An answer is put under its question's type only.
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        if (question.service().equals("cloudtrail") && !answers.containsKey(question)) {
            return (Answer<T>) new Answer.Found<>(
                    LookupEventsResponse.builder().events(List.of()).build());
        }
        asked.add(question);
        return (Answer<T>) answers.getOrDefault(question, new Answer.NotChecked<T>(Answer.Why.NOT_RECORDED));
    }
}
