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
 * Asks the AWS account that the credentials belong to. Create one for each event: all its questions share a time budget
 * for calls that return no answer. When the budget is used up, the remaining questions are not asked. Not thread-safe.
 */
public final class LiveAccount implements Account {

    private final Clients clients;
    private final OperationCalls calls;
    private final boolean readingContent;
    private final Consumer<String> problems;
    private final InstantSource clock;
    private final TimeBudget waitingTime;

    /**
     * Makes no call yet.
     *
     * @param readingContent whether the role may read objects; if not, a listing of the bucket replaces HeadObject, and
     *     questions that need the permission are not asked
     * @param budget how long questions may wait in total for calls that return no answer
     * @param clock measures that time, and keeps lookups in CloudTrail apart
     * @param problems receives one message for each question without a usable answer
     */
    public LiveAccount(
            Clients clients, boolean readingContent, Duration budget, InstantSource clock, Consumer<String> problems) {
        this.clients = clients;
        this.calls = new OperationCalls(readingContent, clock);
        this.readingContent = readingContent;
        this.problems = problems;
        this.clock = clock;
        this.waitingTime = new TimeBudget(budget);
    }

    @Override
    public List<String> actions(Question<?> question) {
        return readingContent || isOnlyForContent(question) ? question.actions() : question.actionsWithoutContent();
    }

    @Override
    public boolean listsFunctions() {
        return true;
    }

    private static boolean isOnlyForContent(Question<?> question) {
        return question.actionsWithoutContent().isEmpty();
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        if (!readingContent && isOnlyForContent(question)) {
            return new NotChecked<>(Why.DENIED);
        }
        Optional<Why> exceeded = waitingTime.exceededBecause();
        if (exceeded.isPresent()) {
            return new NotChecked<>(exceeded.get());
        }
        Instant began = clock.instant();
        Answer<T> answer = answer(question);
        if (answer instanceof NotChecked<T> none && none.why() != Why.DENIED) {
            waitingTime.spend(Duration.between(began, clock.instant()), none.why());
            waitingTime
                    .exceededBecause()
                    .ifPresent(why -> problems.accept("AWS responded too slowly, so this event asks the account no more"
                            + " questions. The next event asks again."));
        }
        return answer;
    }

    /** Catches RuntimeException, because the SDK and its parsers throw many types for what a network returns. */
    @SuppressWarnings("unchecked") // The call returns the operation's response type.
    private <T extends SdkPojo> Answer<T> answer(Question<T> question) {
        String operation = question.operation().name();
        OperationCalls.Call call = calls.of(operation);
        try {
            SdkPojo answer = call.send(clients, question);
            if (SdkMembers.isEmpty(answer)) {
                throw new UnreadableResponseException("The response is empty");
            }
            return new Found<>((T) answer);
        } catch (AwsServiceException refused) {
            return refusal(question, refused);
        } catch (RuntimeException failed) {
            problems.accept(CallFailure.of(failed).message(operation));
            return new NotChecked<>(Why.OUT_OF_REACH);
        } catch (VirtualMachineError | LinkageError broken) {
            problems.accept("The response to " + operation + " could not be read (" + broken + ").");
            return new NotChecked<>(Why.OUT_OF_REACH);
        }
    }

    /** Only a HEAD response has no body with an error code. For all other requests, a status alone proves nothing. */
    private <T extends SdkPojo> Answer<T> refusal(Question<T> question, AwsServiceException refused) {
        String status = String.valueOf(refused.statusCode());
        Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
        if (question.command().startsWith("head-")) {
            return ErrorCode.answer(status, details.flatMap(LiveAccount::reason).orElse(""));
        }
        Optional<String> code = details.map(AwsErrorDetails::errorCode).filter(named -> !named.isEmpty());
        Answer<T> answer = ErrorCode.answer(
                code.orElse(status), details.map(AwsErrorDetails::errorMessage).orElse(""));
        return code.isEmpty() && answer instanceof Refused<T> ? unreadableResponse(question) : answer;
    }

    /** The HTTP reason phrase. The SDK invents a message if the response has none. */
    private static Optional<String> reason(AwsErrorDetails details) {
        return Optional.ofNullable(details.sdkHttpResponse())
                .flatMap(SdkHttpResponse::statusText)
                .or(() -> Optional.ofNullable(details.errorMessage()));
    }

    private <T extends SdkPojo> Answer<T> unreadableResponse(Question<T> question) {
        problems.accept(
                CallFailure.UNREADABLE_RESPONSE.message(question.operation().name()));
        return new NotChecked<>(Why.OUT_OF_REACH);
    }
}
