package why403.diagnosis.inquiry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import why403.account.FunctionUrlHost;
import why403.account.LambdaQuestions;

/**
 * Finds the function behind a function URL. AWS has no call for it, so the functions of the region are listed, and asked for
 * their URLs one by one.
 */
final class FunctionUrlSearch {

    /** Lambda answers 15 calls a second to an account, and other programs call it too. */
    static final int MOST_FUNCTIONS = 100;

    private final AccountInquiry account;

    FunctionUrlSearch(AccountInquiry account) {
        this.account = account;
    }

    /** Asks first for the functions that were modified last: a failure often follows a deployment. */
    Optional<FunctionUrlConfig> at(String host, Optional<String> region) {
        List<FunctionConfiguration> functions = account.ask(LambdaQuestions.functions(region))
                .found()
                .map(ListFunctionsResponse::functions)
                .orElse(List.of());
        return functions.stream()
                .filter(function -> function.functionName() != null)
                .sorted(Comparator.comparing(FunctionUrlSearch::lastModified)
                        .reversed()
                        .thenComparing(FunctionConfiguration::functionName))
                .limit(MOST_FUNCTIONS)
                .flatMap(function -> account
                        .ask(LambdaQuestions.functionUrls(function.functionName(), region))
                        .found()
                        .map(ListFunctionUrlConfigsResponse::functionUrlConfigs)
                        .orElse(List.of())
                        .stream())
                .filter(url -> FunctionUrlHost.is(host, url))
                .findFirst();
    }

    /** Lambda prints all times alike, so their order is that of the text. */
    private static String lastModified(FunctionConfiguration function) {
        return Optional.ofNullable(function.lastModified()).orElse("");
    }
}
