package why403.aws.table;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import why403.aws.CallFailure;
import why403.history.StoreException;

/**
 * Turns DynamoDB's exceptions into a {@link StoreException} whose message says what happened and what to do.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">AWS: Error
 *     handling with DynamoDB</a>
 */
final class DynamoErrors {

    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "ProvisionedThroughputExceeded",
            "RequestLimitExceeded",
            "ThrottlingException",
            "ThrottlingError");

    private final String table;

    DynamoErrors(String table) {
        this.table = table;
    }

    /**
     * Makes the call and returns its result.
     *
     * @param actions the IAM actions that the call needs
     * @throws StoreException for every failure except a failed condition or a conflicting write, which callers handle
     */
    <T> T call(String actions, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (ConditionalCheckFailedException | TransactionConflictException | TransactionCanceledException answer) {
            throw answer;
        } catch (ResourceNotFoundException gone) {
            throw new StoreException(
                    "DynamoDB table " + table
                            + " does not exist. Deploy the stack, or set WHY403_TABLE to the name of the stack's table.",
                    gone);
        } catch (DynamoDbException refused) {
            throw refused(actions, refused);
        } catch (SdkClientException unreachable) {
            throw new StoreException(
                    CallFailure.of(unreachable).message("A call to DynamoDB table " + table) + " why403 tries again.",
                    unreachable);
        }
    }

    /** For a transaction that DynamoDB cancelled for another reason than a condition or a conflict. */
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
                    "DynamoDB denied access to table " + table + ". Allow the function's role " + actions + " on it.",
                    refused);
        }
        return new StoreException(
                "A call to DynamoDB table " + table + " failed with " + code + ": "
                        + (details == null ? "DynamoDB gave no reason" : details.errorMessage()),
                refused);
    }

    private StoreException throttled(Throwable cause) {
        return new StoreException(
                "DynamoDB throttled table " + table
                        + ". why403 tries again. If this continues, raise the table's maximum throughput.",
                cause);
    }

    private static boolean isThrottling(String code) {
        return code != null && THROTTLED.contains(code);
    }
}
