package why403.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Answer.Found;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Refused;
import why403.account.Answer.Why;
import why403.account.ErrorCode;
import why403.account.Question;

/**
 * The account that the caller's credentials belong to, asked now. One of these serves one event: what its questions may
 * wait in vain is bounded in all, and when that is used up the rest are answered without asking. Not for use by several
 * threads.
 */
public final class LiveAccount implements Account {

    private final Clients clients;
    private final Calls calls;
    private final boolean readingContent;
    private final Consumer<String> problems;
    private final InstantSource clock;
    private final WaitedInVain waited;

    /**
     * Asks nothing yet.
     *
     * @param readingContent whether the role may read objects; if not, their bucket's listing tells of them
     * @param mostInVain how long questions may go without an answer in all, before no more are asked
     * @param clock tells how long they did
     * @param problems takes one sentence for each question of which no answer could be understood or had
     */
    public LiveAccount(
            Clients clients,
            boolean readingContent,
            Duration mostInVain,
            InstantSource clock,
            Consumer<String> problems) {
        this.clients = clients;
        this.calls = new Calls(readingContent);
        this.readingContent = readingContent;
        this.problems = problems;
        this.clock = clock;
        this.waited = new WaitedInVain(mostInVain);
    }

    @Override
    public List<String> actions(Question<?> question) {
        return readingContent ? question.actions() : question.actionsWithoutContent();
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        Optional<Why> enough = waited.enough();
        if (enough.isPresent()) {
            return new NotChecked<>(enough.get());
        }
        Instant began = clock.instant();
        Answer<T> answer = answer(question);
        if (answer instanceof NotChecked<T> none && none.why() != Why.DENIED) {
            waited.add(Duration.between(began, clock.instant()), none.why());
            waited.enough()
                    .ifPresent(why -> problems.accept("The account is asked no more for this event: its answers took"
                            + " too long; the next event asks again."));
        }
        return answer;
    }

    /** The SDK and its parsers throw whatever they like at what a network answers. */
    @SuppressWarnings("unchecked") // The operation's call answers in the operation's type.
    private <T extends SdkPojo> Answer<T> answer(Question<T> question) {
        String operation = question.operation().name();
        Calls.Call call = calls.of(operation);
        try {
            SdkPojo answer = call.ask(clients, question);
            if (Requests.isEmpty(answer)) {
                throw new UnreadableAnswerException("it holds nothing");
            }
            return new Found<>((T) answer);
        } catch (AwsServiceException refused) {
            return refusal(question, refused);
        } catch (RuntimeException failed) {
            problems.accept(NoAnswer.of(failed).sentence(operation));
            return new NotChecked<>(Why.OUT_OF_REACH);
        }
    }

    /** A status alone is a fact only of a HEAD, whose answer has no body that could name a code. */
    private <T extends SdkPojo> Answer<T> refusal(Question<T> question, AwsServiceException refused) {
        String status = String.valueOf(refused.statusCode());
        Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
        if (question.command().startsWith("head-")) {
            return ErrorCode.answer(status, details.flatMap(LiveAccount::reason).orElse(""));
        }
        Optional<String> code = details.map(AwsErrorDetails::errorCode).filter(named -> !named.isEmpty());
        Answer<T> answer = ErrorCode.answer(
                code.orElse(status), details.map(AwsErrorDetails::errorMessage).orElse(""));
        return code.isEmpty() && answer instanceof Refused<T> ? garbage(question) : answer;
    }

    /** What HTTP says beside the status; the SDK's own message is made up. */
    private static Optional<String> reason(AwsErrorDetails details) {
        return Optional.ofNullable(details.sdkHttpResponse())
                .flatMap(SdkHttpResponse::statusText)
                .or(() -> Optional.ofNullable(details.errorMessage()));
    }

    private <T extends SdkPojo> Answer<T> garbage(Question<T> question) {
        problems.accept(NoAnswer.GARBAGE.sentence(question.operation().name()));
        return new NotChecked<>(Why.OUT_OF_REACH);
    }
}
