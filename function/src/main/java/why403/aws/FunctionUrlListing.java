package why403.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import why403.account.Question;

/**
 * Calls ListFunctionUrlConfigs and merges its pages into one response, as {@code aws} prints them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html">AWS:
 *     ListFunctionUrlConfigs</a>
 */
final class FunctionUrlListing {

    private FunctionUrlListing() {}

    static SdkPojo call(Clients clients, Question<?> question) {
        LambdaClient client = clients.of(LambdaClient.class, LambdaClient::builder, question.region());
        List<FunctionUrlConfig> all = new ArrayList<>();
        Pages.each("ListFunctionUrlConfigs", marker -> {
            ListFunctionUrlConfigsResponse page = client.listFunctionUrlConfigs(request -> {
                RequestArguments.of(question).fill(request);
                marker.ifPresent(request::marker);
            });
            if (SdkMembers.isEmpty(page)) {
                throw new UnreadableResponseException("ListFunctionUrlConfigs returned no list of URLs");
            }
            all.addAll(page.functionUrlConfigs());
            return Optional.ofNullable(page.nextMarker());
        });
        return ListFunctionUrlConfigsResponse.builder().functionUrlConfigs(all).build();
    }
}
