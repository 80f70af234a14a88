package why403.diagnosis.inquiry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.cause.NotChecked;

/** Asks the account each question once per diagnosis, and remembers what could not be checked. For one thread. */
public final class AccountInquiry {

    private static final String FUNCTION_URL = "lambda:GetFunctionUrlConfig";

    private final Account account;
    private final Map<Question<?>, Answer<?>> answers = new LinkedHashMap<>();
    private final Map<String, Optional<FunctionUrlConfig>> functionUrls = new LinkedHashMap<>();
    private final Set<Question<?>> needed = new HashSet<>();
    private final Set<Question<?>> unreadable = new HashSet<>();

    public AccountInquiry(Account account) {
        this.account = account;
    }

    /** The account's answer. If the question could not be answered, {@link #notChecked} names it. */
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        needed.add(question);
        return answer(question);
    }

    /**
     * The account's answer to a question on which no cause depends, only the check of a fix. If it could not be answered, the
     * fix says so, and {@link #notChecked} does not.
     */
    public <T extends SdkPojo> Answer<T> askForFix(Question<T> question) {
        return answer(question);
    }

    @SuppressWarnings("unchecked") // equal questions have answers of one type
    private <T extends SdkPojo> Answer<T> answer(Question<T> question) {
        return (Answer<T>) answers.computeIfAbsent(question, account::ask);
    }

    /**
     * The part of an answer that the caller needs. If there is an answer without that part, {@link #notChecked} says that
     * the answer could not be read.
     *
     * @param part finds it in the answer; an SDK getter gives {@code null} for a member that is absent
     */
    public <T extends SdkPojo, V> Optional<V> find(Question<T> question, Function<T, Optional<V>> part) {
        Optional<T> found = ask(question).found();
        Optional<V> held = found.flatMap(part);
        if (found.isPresent() && held.isEmpty()) {
            markUnreadable(question);
        }
        return held;
    }

    /**
     * The function URL with that host. If it is not known whose it is, {@link #notChecked} says so.
     *
     * @param region as in the host
     */
    public Optional<FunctionUrlConfig> functionUrl(String host, Optional<String> region) {
        Optional<FunctionUrlConfig> known = functionUrls.get(host);
        if (known == null) {
            known = account.functionUrl(host)
                    .or(() ->
                            account.listsFunctions() ? new FunctionUrlSearch(this).at(host, region) : Optional.empty());
            functionUrls.put(host, known);
        }
        return known;
    }

    /** Makes {@link #notChecked} say that the answer to the question could not be read. */
    public void markUnreadable(Question<?> question) {
        unreadable.add(question);
    }

    /** What could not be checked so far, one entry for each IAM action, in the order of the questions. */
    public List<NotChecked> notChecked() {
        Map<String, NotChecked> byAction = new LinkedHashMap<>();
        answers.entrySet().stream()
                .filter(entry -> needed.contains(entry.getKey()))
                .forEach(entry -> reason(entry.getKey(), entry.getValue())
                        .ifPresent(reason -> account.actions(entry.getKey())
                                .forEach(action -> byAction.putIfAbsent(action, new NotChecked(action, reason)))));
        functionUrls.forEach((host, url) -> {
            if (url.isEmpty()) {
                byAction.putIfAbsent(
                        FUNCTION_URL, new NotChecked(FUNCTION_URL, "the function behind " + host + " is not known"));
            }
        });
        return new ArrayList<>(byAction.values());
    }

    private Optional<String> reason(Question<?> question, Answer<?> answer) {
        if (unreadable.contains(question)) {
            return Optional.of("the answer could not be read");
        }
        return answer instanceof Answer.NotChecked<?> none ? Optional.of(inWords(none.why())) : Optional.empty();
    }

    private static String inWords(Answer.Why why) {
        return switch (why) {
            case DENIED -> "the role lacks it";
            case THROTTLED -> "AWS throttled the call";
            case OUT_OF_REACH -> "AWS did not answer";
            case NOT_RECORDED -> "not recorded";
            case NOT_ASKED -> "not asked, because of --offline";
        };
    }
}
