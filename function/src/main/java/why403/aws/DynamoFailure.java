package why403.aws;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import why403.history.StoreException;

/**
 * What went wrong at DynamoDB, in one sentence that says what to do.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">AWS: Error
 *     handling with DynamoDB</a>
 */
final class DynamoFailure {

    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "ProvisionedThroughputExceeded",
            "RequestLimitExceeded",
            "ThrottlingException",
            "ThrottlingError");

    private final String table;

    DynamoFailure(String table) {
        this.table = table;
    }

    /**
     * What the call returns.
     *
     * @param actions the IAM actions that it needs
     * @throws StoreException for all that goes wrong but a condition that does not hold or somebody else who is writing
     */
    <T> T told(String actions, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException | TransactionConflictException | TransactionCanceledException answer) {
            throw answer;
        } catch (ResourceNotFoundException gone) {
            throw new StoreException(
                    "There is no table " + table + ": deploy the stack, or set WHY403_TABLE to the name of its table.",
                    gone);
        } catch (DynamoDbException refused) {
            throw refused(actions, refused);
        } catch (SdkClientException unreachable) {
            throw new StoreException(
                    "A call to DynamoDB for table " + table + " "
                            + NoAnswer.of(unreachable).predicate() + "; it is tried again.",
                    unreachable);
        }
    }

    /** Of a transaction that was cancelled for something else than a condition or another one. */
    StoreException cancelled(TransactionCanceledException cancelled) {
        boolean throttled = cancelled.cancellationReasons().stream().anyMatch(reason -> isThrottling(reason.code()));
        return throttled
                ? throttled(cancelled)
                : new StoreException(
                        "DynamoDB cancelled a write to table " + table + ": " + cancelled.getMessage() + ".",
                        cancelled);
    }

    private StoreException refused(String actions, DynamoDbException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? "HTTP " + refused.statusCode() : details.errorCode();
        if (isThrottling(code)) {
            return throttled(refused);
        }
        if ("AccessDeniedException".equals(code)) {
            return new StoreException(
                    "DynamoDB denied access to table " + table + ": the function's role needs " + actions + " on it.",
                    refused);
        }
        return new StoreException(
                "DynamoDB failed at table " + table + " with " + code + ": "
                        + (details == null ? "no reason given" : details.errorMessage()),
                refused);
    }

    private StoreException throttled(Throwable cause) {
        return new StoreException(
                "DynamoDB throttled table " + table
                        + "; it is tried again, and if that goes on raise the table's maximum throughput.",
                cause);
    }

    private static boolean isThrottling(String code) {
        return code != null && THROTTLED.contains(code);
    }
}
