package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import why403.account.ApiGatewayQuestions;
import why403.account.HttpApiQuestions;
import why403.cause.CauseId;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

/** The answers of Amazon API Gateway: Forbidden, a refusing authorizer, and no route. */
class ApiGatewayTest {

    private static final String ID = "a1b2c3d4e5";
    private static final Optional<String> REGION = Optional.of("eu-west-1");
    private static final Logged ANSWERED = Logged.forbidden().answeredByOrigin();
    private static final Logged FORBIDDEN = ANSWERED.page("application/json", 23);
    private static final Logged NO_ROUTE = ANSWERED.page("application/json", 42);

    private static OriginCase api() {
        return new OriginCase(OriginCase.API);
    }

    private static OriginCase rest(boolean endpointDisabled) {
        return api().finding(
                        ApiGatewayQuestions.restApi(ID, REGION),
                        GetRestApiResponse.builder()
                                .disableExecuteApiEndpoint(endpointDisabled)
                                .build());
    }

    private static OriginCase http(boolean endpointDisabled) {
        return api().refused(ApiGatewayQuestions.restApi(ID, REGION), "NotFoundException")
                .finding(
                        HttpApiQuestions.api(ID, REGION),
                        GetApiResponse.builder()
                                .disableExecuteApiEndpoint(endpointDisabled)
                                .build());
    }

    private static OriginCase staged(OriginCase api, String webAcl) {
        return api.origin(origin -> origin.originPath("/prod"))
                .finding(
                        ApiGatewayQuestions.stage(ID, "prod", REGION),
                        GetStageResponse.builder().webAclArn(webAcl).build());
    }

    @Test
    void aDisabledDefaultEndpointIsConfirmed() {
        assertThat(rest(true).asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden CONFIRMED");
        assertThat(http(true).asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden CONFIRMED");
    }

    @Test
    void aWebAclOfTheStageIsLikely() {
        assertThat(staged(rest(false), "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1")
                        .asks(FORBIDDEN)
                        .claim())
                .isEqualTo("api-gateway-forbidden LIKELY");
    }

    @Test
    void otherwiseAnApiKeyIsPossible() {
        assertThat(staged(rest(false), null).asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden POSSIBLE");
        assertThat(http(false).asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden POSSIBLE");
        assertThat(api().asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden POSSIBLE");
        assertThat(Site.first(Site.diagnoseUnknown(FORBIDDEN)).id()).isEqualTo(CauseId.API_GATEWAY_FORBIDDEN);
    }

    @Test
    void anHttpApiHasNoKeysSoItsAuthorizerIsNamed() {
        assertThat(http(false).asks(FORBIDDEN).cause().summary()).contains("its authorizer may refuse");
    }

    @Test
    void anApiKeyThatIsNotForwardedIsNamedAndForwarded() {
        OriginCase withoutKey = rest(false).asks(FORBIDDEN);

        assertThat(withoutKey.cause().evidence()).anyMatch(sentence -> sentence.contains("does not forward x-api-key"));
        assertThat(withoutKey.commands()).contains(".OriginRequestPolicyId = \"" + OriginCase.ALL_EXCEPT_HOST + "\"");
        assertThat(rest(false)
                        .requestPolicy(OriginCase.ALL_EXCEPT_HOST)
                        .asks(FORBIDDEN)
                        .cause()
                        .evidence())
                .noneMatch(sentence -> sentence.contains("does not forward x-api-key"));
    }

    @Test
    void theForwardedHostExplainsTheSameAnswer() {
        assertThat(rest(false)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(FORBIDDEN)
                        .claim())
                .isEqualTo("host-header-forwarded CONFIRMED");
    }

    @Test
    void whatWasNotAskedIsNamed() {
        assertThat(api().asks(FORBIDDEN).diagnosis().notChecked())
                .anySatisfy(entry -> assertThat(entry.what()).isEqualTo("apigateway:GET"));
    }

    @Test
    void aFunctionMayHaveChangedTheOrigin() {
        assertThat(rest(true).function().asks(FORBIDDEN).claim()).isEqualTo("api-gateway-forbidden LIKELY");
    }

    @Test
    void theSameAnswerOfAnotherOriginIsNot() {
        assertThat(new OriginCase("api.example.com").asks(FORBIDDEN).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void anOlderLineIsConfirmedByTheAccountAlone() {
        Logged older = FORBIDDEN
                .without(Field.CONTENT_TYPE)
                .without(Field.CONTENT_LENGTH)
                .without(Field.DETAILED_RESULT_TYPE);

        assertThat(rest(true).asks(older).claim()).isEqualTo("api-gateway-forbidden CONFIRMED");
        assertThat(rest(false).asks(older).claim()).isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void theFixEnablesTheEndpointOfEachKindOfApi() {
        assertThat(rest(true)
                        .origin(origin -> origin.originPath("/prod/v1"))
                        .asks(FORBIDDEN)
                        .commands())
                .contains(
                        "aws apigateway update-rest-api --rest-api-id a1b2c3d4e5 --region eu-west-1",
                        "aws apigateway create-deployment --rest-api-id a1b2c3d4e5 --stage-name prod");
        assertThat(http(true).asks(FORBIDDEN).commands())
                .contains(
                        "aws apigatewayv2 update-api --api-id a1b2c3d4e5",
                        "aws apigatewayv2 create-deployment --api-id a1b2c3d4e5 --stage-name '$default'");
        assertThat(rest(true).asks(FORBIDDEN).cause().remedy().orElseThrow().summary())
                .contains("deploy the API's stage afterwards");
        assertThat(rest(true).asks(FORBIDDEN).cause().remedy().orElseThrow().condition())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 82, 110})
    void anAuthorizerThatRefusesIsIntended(int length) {
        OriginCase denied = api().asks(ANSWERED.page("application/json", length));

        assertThat(denied.claim()).isEqualTo("api-gateway-authorizer-denied LIKELY");
        assertThat(denied.cause().kind()).isEqualTo(Kind.INTENDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 61, 111})
    void anotherLengthIsNoAuthorizer(int length) {
        assertThat(api().asks(ANSWERED.page("application/json", length)).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void aLengthLikeThatOfAnAuthorizerFromAnotherOriginIsNot() {
        assertThat(new OriginCase("api.example.com")
                        .asks(ANSWERED.page("application/json", 60))
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void aStageThatDoesNotExistIsConfirmed() {
        assertThat(rest(false)
                        .origin(origin -> origin.originPath("/old"))
                        .refused(ApiGatewayQuestions.stage(ID, "old", REGION), "NotFoundException")
                        .asks(NO_ROUTE)
                        .claim())
                .isEqualTo("api-gateway-no-route CONFIRMED");
    }

    private static OriginCase withoutStage() {
        return rest(false)
                .refused(ApiGatewayQuestions.stage(ID, "img", REGION), "NotFoundException")
                .asks(NO_ROUTE);
    }

    @Test
    void anOriginPathWithoutAStageIsConfirmed() {
        assertThat(withoutStage().claim()).isEqualTo("api-gateway-no-route CONFIRMED");
        assertThat(withoutStage().cause().summary()).isEqualTo("the origin path does not contain a stage of API " + ID);
    }

    @Test
    void aStageInTheViewersPathsMakesItARoute() {
        OriginCase served = withoutStage().served("GET", "/prod/items");

        assertThat(served.claim()).isEqualTo("api-gateway-no-route LIKELY");
        assertThat(served.cause().summary()).isEqualTo("API " + ID + " has no such path or method");
    }

    @Test
    void aStageThatBeginsTheViewersPathsMakesItARouteAlsoIfNothingIsServed() {
        OriginCase refused = rest(false)
                .finding(
                        ApiGatewayQuestions.stage(ID, "prod", REGION),
                        GetStageResponse.builder().stageName("prod").build())
                .asks(NO_ROUTE.path("/prod/orders"));

        assertThat(refused.claim()).isEqualTo("api-gateway-no-route LIKELY");
        assertThat(refused.cause().summary()).isEqualTo("API " + ID + " has no such path or method");
        assertThat(refused.commands()).doesNotContain("OriginPath");
    }

    @Test
    void aStageThatExistsMakesItARoute() {
        assertThat(staged(rest(false), null).asks(NO_ROUTE).cause().summary())
                .isEqualTo("API " + ID + " has no such path or method");
    }

    @Test
    void withoutTheApiTheAnswerMakesItLikely() {
        assertThat(api().asks(NO_ROUTE).claim()).isEqualTo("api-gateway-no-route LIKELY");
    }

    @Test
    void theSameLengthOfAnotherOriginIsNoRoute() {
        assertThat(new OriginCase("api.example.com").asks(NO_ROUTE).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void authorizationThatIsNotForwardedIsTheOtherReading() {
        assertThat(api().asks(NO_ROUTE).cause().evidence())
                .anyMatch(sentence -> sentence.contains("does not forward Authorization"));
        assertThat(api().requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(NO_ROUTE)
                        .cause()
                        .evidence())
                .noneMatch(sentence -> sentence.contains("does not forward Authorization"));
    }

    @Test
    void theFixPutsTheOnlyStageIntoTheOriginPath() {
        assertThat(withoutStage().commands())
                .contains("aws apigateway get-stages --rest-api-id a1b2c3d4e5 --region eu-west-1", ".OriginPath |=");
    }
}
