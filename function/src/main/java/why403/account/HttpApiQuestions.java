package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;

/** The questions about an HTTP API. Its id is the first label of its host, which also names the region. */
public final class HttpApiQuestions {

    private static final String SERVICE = "apigatewayv2";
    private static final String API_ID = "--api-id";

    private static final Operation<GetApiResponse> GET_API =
            new Operation<>(SERVICE, "get-api", GetApiResponse::builder, ApiGatewayQuestions.ACTION);

    private static final Operation<GetStageResponse> GET_STAGE =
            new Operation<>(SERVICE, "get-stage", GetStageResponse::builder, ApiGatewayQuestions.ACTION);

    static final List<Operation<?>> OPERATIONS = List.of(GET_API, GET_STAGE);

    private HttpApiQuestions() {}

    /** An HTTP API; {@code NotFoundException} if the id is not that of one. */
    public static Question<GetApiResponse> api(String id, Optional<String> region) {
        return new Question<>(GET_API, List.of(Argument.name(API_ID, id)), region);
    }

    /**
     * A stage of an HTTP API.
     *
     * @param stage the first segment of the path, or {@code $default}
     */
    public static Question<GetStageResponse> stage(String id, String stage, Optional<String> region) {
        return new Question<>(
                GET_STAGE, List.of(Argument.name(API_ID, id), Argument.name("--stage-name", stage)), region);
    }
}
