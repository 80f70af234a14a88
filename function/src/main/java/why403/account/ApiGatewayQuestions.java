package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;

/**
 * The questions about a REST API. Its id is the first label of its host, which also names the region. An id that belongs to
 * an HTTP API is refused as {@code NotFoundException}: see {@link HttpApiQuestions}.
 */
public final class ApiGatewayQuestions {

    private static final String SERVICE = "apigateway";
    private static final String REST_API_ID = "--rest-api-id";

    /** Amazon API Gateway has one action for everything that is read. */
    static final String ACTION = "apigateway:GET";

    private static final Operation<GetRestApiResponse> GET_REST_API =
            new Operation<>(SERVICE, "get-rest-api", GetRestApiResponse::builder, ACTION);

    private static final Operation<GetStageResponse> GET_STAGE =
            new Operation<>(SERVICE, "get-stage", GetStageResponse::builder, ACTION);

    static final List<Operation<?>> OPERATIONS = List.of(GET_REST_API, GET_STAGE);

    private ApiGatewayQuestions() {}

    /** A REST API. The quotes in its {@code policy} are escaped: it is the inside of a JSON string. */
    public static Question<GetRestApiResponse> restApi(String id, Optional<String> region) {
        return new Question<>(GET_REST_API, List.of(Argument.name(REST_API_ID, id)), region);
    }

    /**
     * A stage of a REST API.
     *
     * @param stage the first segment of the path
     */
    public static Question<GetStageResponse> stage(String id, String stage, Optional<String> region) {
        return new Question<>(
                GET_STAGE, List.of(Argument.name(REST_API_ID, id), Argument.name("--stage-name", stage)), region);
    }
}
