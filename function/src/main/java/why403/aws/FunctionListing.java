package why403.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import why403.account.Question;

/**
 * Calls ListFunctions and merges its pages into one response. Keeps only the name of each function and when it was last
 * modified: the environment of a function can hold secrets.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html">AWS: ListFunctions</a>
 */
final class FunctionListing {

    private FunctionListing() {}

    static SdkPojo call(Clients clients, Question<?> question) {
        LambdaClient client = clients.of(LambdaClient.class, LambdaClient::builder, question.region());
        List<FunctionConfiguration> all = new ArrayList<>();
        Pages.each("ListFunctions", marker -> {
            ListFunctionsResponse page = client.listFunctions(request -> marker.ifPresent(request::marker));
            if (SdkMembers.isEmpty(page)) {
                throw new UnreadableResponseException("ListFunctions returned no list of functions");
            }
            page.functions()
                    .forEach(function -> all.add(FunctionConfiguration.builder()
                            .functionName(function.functionName())
                            .lastModified(function.lastModified())
                            .build()));
            return Optional.ofNullable(page.nextMarker());
        });
        return ListFunctionsResponse.builder().functions(all).build();
    }
}
