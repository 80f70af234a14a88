package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.LocalFile;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.RequestKind;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.Shell;

/**
 * Amazon API Gateway has no such stage or route. It answers {@code Missing Authentication Token}, whatever the request
 * carries.
 */
final class ApiGatewayNoRoute implements Check {

    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** Each is a question to the account, and scanners ask for many paths. */
    private static final int MOST_STAGES = 5;

    private enum Fault {
        NO_STAGE_IN_PATH,
        NO_SUCH_STAGE,
        ROUTE
    }

    private record Topic(Optional<Origin> origin, Fault fault) {}

    private final IncidentContext incident;
    private final Map<Origin, Claim> claims = new HashMap<>();

    ApiGatewayNoRoute(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.API_GATEWAY_NO_ROUTE;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().has(Fingerprint.API_NO_ROUTE) && !kind.line().isSpecific();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        if (incident.distribution().isEmpty()) {
            return Optional.of(new Claim(Certainty.POSSIBLE, new Topic(Optional.empty(), Fault.ROUTE)));
        }
        return Api.origin(request)
                .map(origin -> claims.computeIfAbsent(origin, this::claim))
                .map(claim -> OriginEvidence.mayBeChanged(request) ? claim.atMost(Certainty.LIKELY) : claim)
                .map(claim -> claim.atMost(request.bound(Certainty.CONFIRMED)));
    }

    private Claim claim(Origin origin) {
        return Api.of(origin).map(api -> claim(origin, api)).orElseGet(() -> route(origin));
    }

    private Claim claim(Origin origin, Api api) {
        if (api.stage().isPresent()) {
            return api.lacksStage(incident.account())
                    ? claim(Certainty.CONFIRMED, origin, Fault.NO_SUCH_STAGE)
                    : route(origin);
        }
        if (api.type(incident.account()) == Api.Type.HTTP) {
            return api.lacksStage(incident.account())
                    ? claim(Certainty.CONFIRMED, origin, Fault.NO_STAGE_IN_PATH)
                    : route(origin);
        }
        List<String> names = firstSegments(origin);
        if (isServing(origin) || names.stream().anyMatch(name -> api.hasStage(name, incident.account()))) {
            return route(origin);
        }
        boolean isProven = api.type(incident.account()) == Api.Type.REST
                && names.stream().allMatch(name -> api.lacksStage(name, incident.account()));
        return claim(isProven ? Certainty.CONFIRMED : Certainty.LIKELY, origin, Fault.NO_STAGE_IN_PATH);
    }

    /** Without a stage in the origin path, API Gateway takes the first segment of the viewer's path for it. */
    private List<String> firstSegments(Origin origin) {
        return Phrases.ranked(
                        incident.requests().stream()
                                .filter(request -> Api.origin(request)
                                        .filter(origin::equals)
                                        .isPresent())
                                .toList(),
                        request -> request.record().value(Field.URI_STEM).stream()
                                .map(path -> path.split("/", -1))
                                .filter(segments -> segments.length > 1)
                                .map(segments -> segments[1])
                                .filter(name -> STAGE.matcher(name).matches()))
                .stream()
                .limit(MOST_STAGES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Claim route(Origin origin) {
        return claim(Certainty.LIKELY, origin, Fault.ROUTE);
    }

    private static Claim claim(Certainty certainty, Origin origin, Fault fault) {
        return new Claim(certainty, new Topic(Optional.of(origin), fault));
    }

    /** Without a stage in the origin path, the viewers' own paths can begin with one: then some are served. */
    private boolean isServing(Origin origin) {
        return incident.serves(origin.id());
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportApi);
    }

    private Finding reportApi(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        Optional<Api> api = topic.origin().flatMap(Api::of);
        String name = api.map(known -> "API " + known.id()).orElse("an API");
        List<String> evidence = new ArrayList<>();
        topic.origin().map(ApiGatewayNoRoute::originPath).ifPresent(evidence::add);
        if (topic.fault() != Fault.ROUTE) {
            api.filter(known -> known.stage().isPresent() || known.type(incident.account()) == Api.Type.HTTP)
                    .filter(known -> known.lacksStage(incident.account()))
                    .ifPresent(
                            known -> evidence.add("GetStage " + stage(known) + " of " + name + ": NotFoundException."));
            api.filter(known -> known.stage().isEmpty() && known.type(incident.account()) == Api.Type.REST)
                    .map(known -> firstSegments(topic.origin().orElseThrow()).stream()
                            .filter(segment -> known.lacksStage(segment, incident.account()))
                            .toList())
                    .filter(segments -> !segments.isEmpty())
                    .ifPresent(segments -> evidence.add("The viewers' paths begin with " + Phrases.list(segments) + ". "
                            + name + " has no stage of such a name (GetStage: NotFoundException)."));
        }
        evidence.addAll(authorization(explained));
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                headline(topic, name),
                summary(topic, api, name),
                evidence,
                fix(topic, api).then(OriginEvidence.clearCache(explained, incident)));
    }

    private static String stage(Api api) {
        return Printable.excerpt(api.stage().orElse("$default"));
    }

    private static String originPath(Origin origin) {
        String path = Optional.ofNullable(origin.originPath()).orElse("");
        return "The origin path of " + OriginEvidence.named(origin)
                + (path.isEmpty() ? " is empty." : " is " + Printable.excerpt(path) + ".");
    }

    private List<String> authorization(List<Explained> explained) {
        return explained
                        .get(0)
                        .request()
                        .behavior()
                        .filter(behavior -> incident.forwarding(behavior).header("Authorization") == Forwarded.NO)
                        .isPresent()
                ? List.of("The cache behavior does not forward Authorization. A method with IAM authorization gives the"
                        + " same answer then; the header must be in the cache policy.")
                : List.of();
    }

    private static Headline headline(Topic topic, String name) {
        return switch (topic.fault()) {
            case NO_STAGE_IN_PATH ->
                new Headline("origin path lacks the stage of " + name, "origin path lacked the stage of " + name);
            case NO_SUCH_STAGE ->
                new Headline(name + " has no stage of that name", name + " had no stage of that name");
            case ROUTE -> new Headline(name + " has no such route", name + " had no such route");
        };
    }

    private static String summary(Topic topic, Optional<Api> api, String name) {
        return switch (topic.fault()) {
            case NO_STAGE_IN_PATH -> "the origin path does not contain a stage of " + name;
            case NO_SUCH_STAGE ->
                name + " has no stage " + api.map(ApiGatewayNoRoute::stage).orElse("")
                        + ", which the origin path names";
            case ROUTE -> name + " has no such path or method";
        };
    }

    private Fix fix(Topic topic, Optional<Api> api) {
        boolean isRest = api.filter(known -> known.type(incident.account()) == Api.Type.REST)
                .isPresent();
        return switch (topic.fault()) {
            case NO_STAGE_IN_PATH, NO_SUCH_STAGE ->
                isRest
                        ? withStage(topic.origin().orElseThrow(), api.orElseThrow())
                        : Fix.byHand("Set the origin path to a slash and the name of the API's stage");
            case ROUTE ->
                Fix.byHand(
                        "Compare the paths and methods with the routes of the API, and deploy the stage if a route is"
                                + " new. The path that the API sees is the origin path and the viewer's path");
        };
    }

    private Fix withStage(Origin origin, Api api) {
        String file = LocalFile.named("api-" + api.id(), "-stage.txt");
        String word = Shell.word(file);
        String list = Shell.word(LocalFile.named("api-" + api.id(), "-stages.json"));
        String find = "rm -f " + word + "; aws apigateway get-stages --rest-api-id " + Shell.word(api.id())
                + api.regionOption() + " --output json >| " + list + " && jq -er "
                + Shell.quoted("[.item[].stageName] | if length == 1 then .[0]"
                        + " else error(\"the API has \\(length) stages\") end")
                + " " + list + " >| " + word + " || rm -f " + word;
        return Fix.of(
                "Begin the origin path of " + OriginEvidence.named(origin)
                        + " with the API's stage. If the API has several stages, choose one",
                new RemedyStep.Run(List.of(new Command("Find the API's only stage", find, Effect.PREPARES))),
                DistributionEdit.of(
                        incident.distributionId(),
                        "Put the stage into the origin path",
                        List.of("--rawfile stage " + word),
                        "($stage | rtrimstr(\"\\n\")) as $name | if ($name | test(\"^[A-Za-z0-9_-]+$\"))"
                                + " then (.Origins.Items[] | select(.Id == " + Jq.string(origin.id())
                                + ")).OriginPath |= \"/\" + $name + ((. // \"\") | sub(\"^/?[^/]*\"; \"\"))"
                                + " else error(\"the stage is not known\") end"));
    }
}
