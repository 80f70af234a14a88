package why403.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Answer.NotChecked;

/**
 * An account for the length of one diagnosis: each question is asked at most once, and its answer remembered. Not for
 * use by several threads.
 */
public final class AskedOnce implements Account {

    private final Account account;
    private final Map<Question<?>, Answer<?>> answers = new LinkedHashMap<>();

    /** @param account what each question is passed on to */
    public AskedOnce(Account account) {
        this.account = account;
    }

    @Override
    @SuppressWarnings("unchecked") // equal questions have answers of one type, and only their own is put here
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return (Answer<T>) answers.computeIfAbsent(question, account::ask);
    }

    /** The questions that nobody could look into, each once, in the order asked. */
    public List<Unchecked> unchecked() {
        return answers.entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof NotChecked<?> answer
                        ? Stream.of(new Unchecked(entry.getKey(), answer.why()))
                        : Stream.of())
                .toList();
    }

    /** A question that nobody could look into. */
    public record Unchecked(Question<?> question, Answer.Why why) {}
}
