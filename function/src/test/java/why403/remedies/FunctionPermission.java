package why403.remedies;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import why403.remedies.AwsCall.UsageException;

/**
 * The statement that {@code aws lambda add-permission} adds to a function's policy.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AWS: AddPermission</a>
 */
final class FunctionPermission {

    private FunctionPermission() {}

    static ObjectNode of(AwsCall call, String function) throws UsageException {
        String sid = call.value("--statement-id");
        String action = call.value("--action");
        String principal = call.value("--principal");
        if (!sid.matches("[a-zA-Z0-9-_]{1,100}") || !action.matches("lambda:[a-zA-Z]+")) {
            throw new UsageException("Invalid statement id or action: " + sid + ", " + action);
        }
        boolean isForUrl = action.equals("lambda:InvokeFunctionUrl");
        if (call.has("--function-url-auth-type") && !isForUrl) {
            throw new UsageException("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl");
        }
        if (call.has("--invoked-via-function-url") && isForUrl) {
            throw new UsageException("InvokedViaFunctionUrl is only supported for lambda:InvokeFunction");
        }
        ObjectNode statement = JsonNodeFactory.instance
                .objectNode()
                .put("Sid", sid)
                .put("Effect", "Allow")
                .put("Action", action)
                .put("Resource", "arn:aws:lambda:eu-west-1:123456789012:function:" + function);
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").put("Service", principal);
        }
        ObjectNode conditions = statement.putObject("Condition");
        if (call.has("--source-arn")) {
            conditions.putObject("ArnLike").put("AWS:SourceArn", call.value("--source-arn"));
        }
        if (call.has("--function-url-auth-type")) {
            conditions
                    .putObject("StringEquals")
                    .put("lambda:FunctionUrlAuthType", call.value("--function-url-auth-type"));
        }
        if (call.has("--invoked-via-function-url")) {
            conditions.putObject("Bool").put("lambda:InvokedViaFunctionUrl", "true");
        }
        return statement;
    }
}
