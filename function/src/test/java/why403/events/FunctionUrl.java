package why403.events;

import java.time.Duration;
import java.util.List;

/**
 * A deployment with a template that is older than October 2025 removed one of the two permissions that CloudFront needs to
 * invoke the function of the API.
 */
final class FunctionUrl implements Scenario {

    private static final String API = "/api/*";
    private static final String FUNCTION = "tickets-api";
    private static final String HOST = "k3v7q2m5x4hj6n8p9r1s0t2u3w4y5z6a.lambda-url.eu-west-1.on.aws";
    private static final String FUNCTION_ARN =
            "arn:aws:lambda:eu-west-1:" + Recordings.ACCOUNT + ":function:" + FUNCTION;

    @Override
    public String name() {
        return "lambda-url";
    }

    @Override
    public Site site() {
        return new Site("E16FURLEXAMPLE", "d161616abcdef8.cloudfront.net", "tickets.example.com", List.of(API));
    }

    @Override
    public Timetable times() {
        return Timetable.of("07:00", "09:31", "09:46", "09:46");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(website(), api(Answer.made("application/json", 2_310)));
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(website(), api(Answer.originRefuses("403", "application/json", 144)));
    }

    private static List<Resource> website() {
        return Resources.all(Resources.website(), Resources.strayPost());
    }

    private static List<Resource> api(Answer answer) {
        return List.of(
                Resource.get("/api/events", 150, answer),
                Resource.get("/api/seats", 120, answer),
                Resource.get("/api/prices", 100, answer));
    }

    @Override
    public LogDelivery delivery() {
        return new LogDelivery(
                LogFormat.JSON,
                "example-logs",
                Duration.ofDays(1),
                "AWSLogs/" + Recordings.ACCOUNT + "/CloudFront/" + site().distributionId()
                        + "/%1$tY/%1$tm/%1$td/%2$s.log.gz");
    }

    @Override
    public EventShape event() {
        return EventShape.S3_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        return new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-06-18T13:20:05.870000+00:00",
                                Origins.bucket("site", "example-tickets.s3.eu-west-1.amazonaws.com", "E16OACEXAMPLE1"),
                                Behaviors.cached("site"))
                        .origin(Origins.functionUrl("api", HOST, "E16OACEXAMPLE2"))
                        .behavior(API, Behaviors.forwardedExceptHost("api")))
                .originAccessControl("E16OACEXAMPLE1", "site")
                .originAccessControl("E16OACEXAMPLE2", "api", "lambda")
                .found("lambda/list-function-url-configs/" + FUNCTION, """
                        {"FunctionUrlConfigs": [
                          {"FunctionUrl": "https://%s/", "FunctionArn": "%s",
                           "CreationTime": "2025-11-12T15:04:41.118Z", "LastModifiedTime": "2025-11-12T15:04:41.118Z",
                           "AuthType": "AWS_IAM", "InvokeMode": "BUFFERED"}]}
                        """.formatted(HOST, FUNCTION_ARN))
                .policy("lambda/get-policy/" + FUNCTION, """
                        {"Version": "2012-10-17", "Id": "default", "Statement": [
                          {"Sid": "AllowCloudFrontServicePrincipal", "Effect": "Allow",
                           "Principal": {"Service": "cloudfront.amazonaws.com"},
                           "Action": "lambda:InvokeFunctionUrl", "Resource": "%s",
                           "Condition": {"ArnLike": {"AWS:SourceArn": "%s"}}}]}
                        """.formatted(FUNCTION_ARN, site().arn()))
                .ofCloudFront()
                .trail(
                        FUNCTION,
                        TrailEvent.of(
                                "lambda.amazonaws.com",
                                "RemovePermission20150331v2",
                                "2026-11-24T09:30:44",
                                "ci/deploy-bot",
                                "eu-west-1",
                                "{\"functionName\": \"" + FUNCTION
                                        + "\", \"statementId\": \"AllowCloudFrontInvoke\"}"));
    }
}
