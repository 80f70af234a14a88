package why403.events;

import java.util.List;

/**
 * A new release of the shop presigns links for the bucket and gives them out with the host name of the distribution. The cache
 * behavior forwards the query, so S3 checks a signature that was made for another host.
 */
final class PresignedLink implements Scenario {

    private static final String BUCKET = "example-invoices";
    private static final String PREFIX = "invoices/";
    private static final String INVOICES = "/invoices/*";

    private static final Resource.Query PRESIGNED = time -> "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261124%2Feu-central-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20261124T120000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=EXAMPLE";

    private static final String OPEN = """
            {"PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true,
              "BlockPublicPolicy": false, "RestrictPublicBuckets": false}}
            """;

    @Override
    public String name() {
        return "presigned-link";
    }

    @Override
    public Site site() {
        return new Site("E12LINKEXAMPLE", "d121212abcdef8.cloudfront.net", "billing.example.com", List.of(INVOICES));
    }

    @Override
    public Timetable times() {
        return Timetable.of("12:00", "15:02", "15:17", "15:17");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(website(), invoices(Answer.cached("application/pdf", 84_310)));
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> signed = invoices(Answer.s3Mismatch()).stream()
                .map(invoice -> invoice.with(PRESIGNED))
                .toList();
        return Resources.all(website(), signed);
    }

    private static List<Resource> website() {
        return Resources.all(Resources.website(), Resources.strayPost());
    }

    private static List<Resource> invoices(Answer answer) {
        return List.of(
                Resource.get("/invoices/2026/11/4711.pdf", 110, answer),
                Resource.get("/invoices/2026/11/4712.pdf", 110, answer),
                Resource.get("/invoices/2026/11/4713.pdf", 110, answer),
                Resource.get("/invoices/2026/10/4688.pdf", 110, answer));
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.EVENTBRIDGE_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        Recordings recordings = new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-11-24T15:00:12.905000+00:00",
                                Origins.bucketByIdentity("invoices", BUCKET + ".s3.eu-central-1.amazonaws.com", ""),
                                Behaviors.cached("invoices"))
                        .behavior(INVOICES, Behaviors.forwardedExceptHost("invoices"))
                        .logging(PREFIX))
                .bucketPolicy(BUCKET, """
                        {"Version": "2012-10-17", "Statement": [
                         {"Sid": "Site", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                          "Resource": "arn:aws:s3:::%s/*"}]}
                        """.formatted(BUCKET))
                .found("s3api/get-public-access-block/" + BUCKET, OPEN)
                .found("s3control/get-public-access-block/" + Recordings.ACCOUNT, OPEN)
                .found("s3api/get-bucket-ownership-controls/" + BUCKET, """
                        {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}
                        """)
                .ofCloudFront();
        invoices(Answer.s3Mismatch())
                .forEach(invoice -> recordings.found("s3api/head-object/" + BUCKET + invoice.path(), """
                        {"AcceptRanges": "bytes", "LastModified": "2026-11-20T07:10:02+00:00", "ContentLength": 84310,
                         "ETag": "\\"5d41402abc4b2a76b9719d911017c592\\"", "ContentType": "application/pdf",
                         "ServerSideEncryption": "AES256", "Metadata": {}}
                        """));
        return recordings;
    }
}
