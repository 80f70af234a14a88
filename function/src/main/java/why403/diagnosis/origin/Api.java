package why403.diagnosis.origin;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.account.Answer;
import why403.account.ApiGatewayQuestions;
import why403.account.HttpApiQuestions;
import why403.account.Question;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginKind;
import why403.text.Shell;

/**
 * The API behind an origin. Its host does not say whether it is a REST API or an HTTP API.
 *
 * @param id the first label of the host
 * @param stage the first segment of the origin path; empty if there is none
 */
record Api(String id, Optional<String> stage, Optional<String> region) {

    /** The kind of an API. */
    enum Type {
        REST,
        HTTP,
        NOT_KNOWN
    }

    private static final String NOT_FOUND = "NotFoundException";
    private static final String DEFAULT_STAGE = "$default";

    /** The first origin of a request that is an API under the host that Amazon API Gateway gave it. */
    static Optional<Origin> origin(ForbiddenRequest request) {
        return request.origins().stream()
                .filter(origin -> OriginKind.of(origin) == OriginKind.API_GATEWAY)
                .findFirst();
    }

    /** Whether an API may have answered: the origin is one, or it is not known. */
    static boolean mayAnswer(ForbiddenRequest request, IncidentContext incident) {
        return origin(request).isPresent() || incident.distribution().isEmpty();
    }

    /** Whether the API is not reached, because API Gateway gets the viewer's {@code Host} header instead of the API's own. */
    static boolean isMissed(ForbiddenRequest request, IncidentContext incident) {
        return origin(request).filter(origin -> !isFoundByHost(origin)).isPresent()
                && request.behavior()
                        .filter(behavior -> incident.forwarding(behavior).header("Host") == Forwarded.YES)
                        .filter(behavior -> !incident.servesUncached(behavior))
                        .isPresent();
    }

    /** The target of a custom domain name, which API Gateway finds by the {@code Host} header. */
    static boolean isFoundByHost(Origin origin) {
        return origin.domainName().toLowerCase(Locale.ROOT).startsWith("d-");
    }

    /** Empty for the target of a custom domain name, which does not say which API it leads to. */
    static Optional<Api> of(Origin origin) {
        if (isFoundByHost(origin)) {
            return Optional.empty();
        }
        String host = origin.domainName().toLowerCase(Locale.ROOT);
        String path = Optional.ofNullable(origin.originPath()).orElse("");
        String[] segments = path.split("/", -1);
        return Optional.of(new Api(
                host.substring(0, host.indexOf('.')),
                segments.length < 2 || segments[1].isEmpty() ? Optional.empty() : Optional.of(segments[1]),
                OriginKind.API_GATEWAY.region(origin)));
    }

    Type type(AccountInquiry account) {
        Answer<GetRestApiResponse> rest = account.ask(ApiGatewayQuestions.restApi(id, region));
        if (rest.found().isPresent()) {
            return Type.REST;
        }
        return rest.refusedAs(NOT_FOUND) && account.ask(httpApi()).found().isPresent() ? Type.HTTP : Type.NOT_KNOWN;
    }

    private Question<GetApiResponse> httpApi() {
        return HttpApiQuestions.api(id, region);
    }

    /** Whether the API is known to answer only under a domain name of its owner. */
    boolean hasNoDefaultEndpoint(AccountInquiry account) {
        return switch (type(account)) {
            case REST ->
                account.ask(ApiGatewayQuestions.restApi(id, region))
                        .found()
                        .filter(api -> Boolean.TRUE.equals(api.disableExecuteApiEndpoint()))
                        .isPresent();
            case HTTP ->
                account.ask(httpApi())
                        .found()
                        .filter(api -> Boolean.TRUE.equals(api.disableExecuteApiEndpoint()))
                        .isPresent();
            case NOT_KNOWN -> false;
        };
    }

    /** The ARN of the web ACL in front of the stage; empty if there is none, or if it is not known. */
    Optional<String> webAcl(AccountInquiry account) {
        return type(account) == Type.REST
                ? account.ask(ApiGatewayQuestions.stage(id, stageName(), region))
                        .found()
                        .flatMap(found -> Optional.ofNullable(found.webAclArn()))
                        .filter(arn -> !arn.isEmpty())
                : Optional.empty();
    }

    /** Whether the account says that the API has no such stage. */
    boolean lacksStage(AccountInquiry account) {
        return switch (type(account)) {
            case REST -> isNotFound(account, ApiGatewayQuestions.stage(id, stageName(), region));
            case HTTP -> isNotFound(account, HttpApiQuestions.stage(id, stageName(), region));
            case NOT_KNOWN -> false;
        };
    }

    /** Whether the account says that the REST API has a stage of that name. */
    boolean hasStage(String name, AccountInquiry account) {
        return account.ask(ApiGatewayQuestions.stage(id, name, region)).found().isPresent();
    }

    /** Whether the account says that the REST API has no stage of that name. */
    boolean lacksStage(String name, AccountInquiry account) {
        return isNotFound(account, ApiGatewayQuestions.stage(id, name, region));
    }

    private static <T extends SdkPojo> boolean isNotFound(AccountInquiry account, Question<T> question) {
        return account.ask(question).refusedAs(NOT_FOUND);
    }

    private String stageName() {
        return stage.orElse(DEFAULT_STAGE);
    }

    /** The {@code --region} option for an {@code aws} command, with a space before it. */
    String regionOption() {
        return region.map(name -> " --region " + Shell.word(name)).orElse("");
    }
}
