package why403.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/**
 * The questions about a Lambda function. A function is named by what follows {@code function:} in its ARN: its name, or its
 * name, a colon, and the alias or version that has the URL.
 */
public final class LambdaQuestions {

    private static final String SERVICE = "lambda";
    private static final String FUNCTION_NAME = "--function-name";

    private static final Operation<ListFunctionsResponse> LIST_FUNCTIONS =
            new Operation<>(SERVICE, "list-functions", ListFunctionsResponse::builder, "lambda:ListFunctions");

    private static final Operation<ListFunctionUrlConfigsResponse> LIST_FUNCTION_URL_CONFIGS = new Operation<>(
            SERVICE,
            "list-function-url-configs",
            ListFunctionUrlConfigsResponse::builder,
            "lambda:ListFunctionUrlConfigs");

    private static final Operation<GetFunctionUrlConfigResponse> GET_FUNCTION_URL_CONFIG = new Operation<>(
            SERVICE, "get-function-url-config", GetFunctionUrlConfigResponse::builder, "lambda:GetFunctionUrlConfig");

    private static final Operation<GetPolicyResponse> GET_POLICY =
            new Operation<>(SERVICE, "get-policy", GetPolicyResponse::builder, "lambda:GetPolicy");

    static final List<Operation<?>> OPERATIONS =
            List.of(LIST_FUNCTIONS, LIST_FUNCTION_URL_CONFIGS, GET_FUNCTION_URL_CONFIG, GET_POLICY);

    private LambdaQuestions() {}

    /**
     * The functions of a region. Only a live account is asked: a recording names the function behind a URL.
     *
     * @param region the region of the URL's host, if known
     */
    public static Question<ListFunctionsResponse> functions(Optional<String> region) {
        return new Question<>(LIST_FUNCTIONS, List.of(), region);
    }

    /**
     * All URLs of a function: its own, and those of its aliases.
     *
     * @param function the name of the function, without an alias
     * @param region the region of the URL's host, if known
     */
    public static Question<ListFunctionUrlConfigsResponse> functionUrls(String function, Optional<String> region) {
        return new Question<>(LIST_FUNCTION_URL_CONFIGS, List.of(Argument.name(FUNCTION_NAME, function)), region);
    }

    /**
     * The URL of a function or an alias; {@code ResourceNotFoundException} if it has none.
     *
     * @param function the name of the function, or {@code name:alias}
     * @param region the region of the URL's host, if known
     */
    public static Question<GetFunctionUrlConfigResponse> functionUrl(String function, Optional<String> region) {
        return qualified(GET_FUNCTION_URL_CONFIG, function, region);
    }

    /**
     * The resource policy of a function or an alias; {@code ResourceNotFoundException} if it has none.
     *
     * @param function the name of the function, or {@code name:alias}
     * @param region the region of the URL's host, if known
     */
    public static Question<GetPolicyResponse> functionPolicy(String function, Optional<String> region) {
        return qualified(GET_POLICY, function, region);
    }

    private static <T extends SdkPojo> Question<T> qualified(
            Operation<T> operation, String function, Optional<String> region) {
        int colon = function.indexOf(':');
        Argument name = Argument.named(FUNCTION_NAME, colon < 0 ? function : function.substring(0, colon), function);
        Stream<Argument> qualifier =
                colon < 0 ? Stream.of() : Stream.of(Argument.option("--qualifier", function.substring(colon + 1)));
        return new Question<>(
                operation, Stream.concat(Stream.of(name), qualifier).toList(), region);
    }
}
