package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import why403.aws.AccountServer;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.Fault;
import why403.aws.S3Server;
import why403.json.JsonTree;
import why403.log.LogText;

/** {@code why403 diagnose} with an account that answers over HTTP. The time is 10:00. */
class DiagnoseLiveTest {

    private static final String BUCKET = "s3/example-logs/cdn/";

    @TempDir
    private Path folder;

    private AccountServer account;

    @BeforeEach
    void writeAccountAndLogs() throws IOException {
        write("account/cloudfront/list-distributions.json", """
                {"DistributionList":{"Items":[
                {"Id":"E1OTHER","DomainName":"d1.cloudfront.net","Aliases":{"Quantity":1,"Items":["*.example.com"]}},
                {"Id":"E2EXAMPLE","DomainName":"d2.cloudfront.net","Aliases":{"Quantity":1,"Items":["www.example.com"]}}
                ]}}""");
        writeDistribution("E2EXAMPLE", true);
        writeDistribution("E1OTHER", false);
        write("account/logs/describe-delivery-sources.json", """
                {"deliverySources":[{"name":"unrelated","resourceArns":["arn:aws:bedrock:us-east-1:123456789012:x/y"],
                "service":"bedrock","logType":"APPLICATION_LOGS"}],"nextToken":"page2"}""");
        write("account/logs/describe-delivery-sources/page2.json", "{\"deliverySources\":[]}");
        log("E2EXAMPLE.2026-11-24-06.old.gz", "2026-11-24T06:00:00Z", 100);
        log("E2EXAMPLE.2026-11-24-08.a.gz", "2026-11-24T08:00:00Z", 10);
        log("E2EXAMPLE.2026-11-24-08.b.gz", "2026-11-24T08:10:00Z", 10);
        log("E2EXAMPLE.2026-11-24-09.c.gz", "2026-11-24T09:00:00Z", 10);
        log("E1OTHER.2026-11-24-09.d.gz", "2026-11-24T09:00:00Z", 10);
        account = AccountServer.start(folder, 2);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void writeDistribution(String id, boolean logs) throws IOException {
        write("account/cloudfront/get-distribution/" + id + ".json", """
                {"ETag":"E1EXAMPLE","Distribution":{"Id":"%s","ARN":"arn:aws:cloudfront::123456789012:distribution/%s",
                "DomainName":"d2.cloudfront.net","DistributionConfig":{"Enabled":true,
                "Origins":{"Quantity":1,"Items":[{"Id":"app","DomainName":"app.example.com","OriginPath":"",
                "CustomOriginConfig":{"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only"}}]},
                "DefaultCacheBehavior":{"TargetOriginId":"app","ViewerProtocolPolicy":"allow-all"},"Logging":{"Enabled":%s,
                "IncludeCookies":false,"Bucket":"%s","Prefix":"%s"}}}}""".formatted(
                        id, id, logs, logs ? "example-logs.s3.amazonaws.com" : "", logs ? "cdn/" : ""));
    }

    /** It is stored ten minutes after its last record. */
    private void log(String name, String from, int minutes) throws IOException {
        Path file = folder.resolve(BUCKET + name);
        Files.createDirectories(file.getParent());
        Files.write(file, new LogText().at(from).refusals(minutes).bytes());
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(from).plus(Duration.ofMinutes(minutes + 10L))));
    }

    private Clients clients(Optional<String> region, ClientTimeouts timeouts) {
        return new Clients(
                region.map(Region::of).orElse(Region.EU_CENTRAL_1),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example")),
                timeouts,
                Optional.of(account.endpoint()));
    }

    private Run diagnose(String... arguments) {
        return Run.connected(
                (profile, region) -> timeouts -> clients(region, timeouts),
                Stream.concat(Stream.of("diagnose", "--format", "json"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static JsonNode only(Run run) throws IOException {
        assertThat(run.lines()).hasSize(1);
        return JsonTree.read(run.lines().get(0));
    }

    private static long requests(Run run) throws IOException {
        return only(run).at("/spike/requests").asLong();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E2EXAMPLE",
                "www.example.com",
                "WWW.example.com",
                "d2.cloudfront.net",
                "https://www.example.com/img/a.png?x=1"
            })
    void aDistributionIsFoundByItsIdItsNamesAndItsUrls(String target) throws IOException {
        Run run = diagnose(target);

        assertThat(run.exit()).isZero();
        assertThat(only(run).path("distributionId").asText()).isEqualTo("E2EXAMPLE");
        assertThat(only(run).path("event").asText()).isEqualTo("diagnosed");
        assertThat(requests(run)).isEqualTo(1400);
    }

    /** The oldest log began four hours ago. */
    @Test
    void theTimeSelectsLogsAndRecords() throws IOException {
        assertThat(requests(diagnose("E2EXAMPLE", "--since", "5h"))).isEqualTo(2600);
        assertThat(requests(diagnose("E2EXAMPLE", "--since", "1h"))).isEqualTo(200);
        assertThat(requests(diagnose("E2EXAMPLE", "--to", "2026-11-24T08:15Z"))).isEqualTo(2300);
        assertThat(requests(diagnose("E2EXAMPLE", "--from", "2026-11-24T08:05Z", "--to", "2026-11-24T08:15Z")))
                .isEqualTo(200);
    }

    @Test
    void onlyTheNewestLogsAreReadIfThereAreMany() throws IOException {
        Run run = diagnose("E2EXAMPLE", "--max-objects", "2");

        assertThat(requests(run)).isEqualTo(400);
        assertThat(run.err()).startsWith("Of 4 log objects of E2EXAMPLE, the newest 2 are read (--max-objects).\n");
    }

    @Test
    void anAddressInS3IsReadInPages() throws IOException {
        Run run = diagnose("s3://example-logs/cdn/", "--since", "5h");

        assertThat(run.lines()).hasSize(2);
        assertThat(diagnose("s3://example-logs/cdn/E1").lines()).hasSize(1);
    }

    @Test
    void filesAreDiagnosedWithTheAccount() throws IOException {
        Run run = diagnose(
                folder.resolve(BUCKET + "E2EXAMPLE.2026-11-24-06.old.gz").toString());

        assertThat(requests(run)).isEqualTo(2000);
        assertThat(only(run).path("notChecked").toString()).doesNotContain("cloudfront:GetDistribution");
    }

    private void deliver(String resource) throws IOException {
        write("account/logs/describe-delivery-sources/page2.json", """
                {"deliverySources":[{"name":"shop","service":"cloudfront","logType":"ACCESS_LOGS",
                "resourceArns":["arn:aws:cloudfront::123456789012:distribution/E1OTHER"]}]}""");
        write("account/logs/describe-deliveries.json", """
                {"deliveries":[{"id":"a","deliverySourceName":"shop","deliveryDestinationType":"CWL",
                "deliveryDestinationArn":"arn:aws:logs:us-east-1:123456789012:delivery-destination:group"}],
                "nextToken":"page2"}""");
        write("account/logs/describe-deliveries/page2.json", """
                {"deliveries":[{"id":"b","deliverySourceName":"shop","deliveryDestinationType":"S3",
                "deliveryDestinationArn":"arn:aws:logs:us-east-1:123456789012:delivery-destination:bucket",
                "s3DeliveryConfiguration":{"suffixPath":"{DistributionId}/{yyyy}","enableHiveCompatiblePath":false}},
                {"id":"c","deliverySourceName":"other","deliveryDestinationType":"S3",
                "deliveryDestinationArn":"arn:aws:logs:us-east-1:123456789012:delivery-destination:else"}]}""");
        write("account/logs/get-delivery-destination/bucket.json", """
                {"deliveryDestination":{"name":"bucket","deliveryDestinationType":"S3","outputFormat":"json",
                "deliveryDestinationConfiguration":{"destinationResourceArn":"%s"}}}""".formatted(resource));
    }

    private void v2Log(String key, String distribution) throws IOException {
        Path file = write("s3/example-logs-v2/" + key, """
                {"date":"2026-11-24","time":"09:30:00","sc-status":"403","cs-uri-stem":"/a","cs(Host)":"d2.cloudfront.net",
                "DistributionId":"%s","x-edge-result-type":"Error"}""".replace("\n", "").formatted(distribution) + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:50:00Z")));
    }

    /** Two distributions deliver to the same prefix. */
    @Test
    void logsOfStandardLoggingV2AreFound() throws IOException {
        deliver("arn:aws:s3:::example-logs-v2/cdn");
        v2Log("cdn/one.json", "E1OTHER");
        v2Log("cdn/two.json", "E2EXAMPLE");
        v2Log("elsewhere/three.json", "E1OTHER");
        Run run = diagnose("E1OTHER");

        assertThat(run.err()).isEmpty();
        assertThat(only(run).path("distributionId").asText()).isEqualTo("E1OTHER");
        assertThat(requests(run)).isEqualTo(1);
    }

    @Test
    void aDestinationWithoutAPrefixHasThatOfAws() throws IOException {
        deliver("arn:aws:s3:::example-logs-v2");
        v2Log("AWSLogs/123456789012/CloudFront/one.json", "E1OTHER");
        v2Log("cdn/two.json", "E1OTHER");

        assertThat(requests(diagnose("E1OTHER"))).isEqualTo(1);
    }

    @Test
    void deliveriesThatMayNotBeReadAreNamed() {
        account.make("logs describe-delivery-sources", Fault.DENIED);

        assertRefused(diagnose("E1OTHER"), 3, "The log deliveries could not be read (AccessDeniedException).");
        Run legacy = diagnose("E2EXAMPLE");
        assertThat(legacy.err())
                .startsWith(
                        "Only the logs of standard logging (legacy) are read. The log deliveries could not be read");
        assertThat(legacy.exit()).isZero();
        assertThat(legacy.lines()).hasSize(1);
    }

    private static void assertRefused(Run run, int exit, String sentence) {
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(sentence);
    }

    @Test
    void aDistributionWithoutLoggingIsNamed() {
        assertRefused(
                diagnose("shop.example.com"),
                3,
                "Distribution E1OTHER delivers no standard logs to S3. Turn on standard logging;");
    }

    @Test
    void aDistributionOfNobodyIsNamed() {
        assertRefused(
                diagnose("shop.example.org"),
                2,
                "There is no file shop.example.org, and no distribution of this account has this domain name or alias.");
    }

    @Test
    void aTimeWithoutLogsIsNamed() {
        assertRefused(
                diagnose("E2EXAMPLE", "--from", "2026-11-25"),
                2,
                "There are no log objects of E2EXAMPLE in this time.");
        assertRefused(
                diagnose("s3://example-logs/cdn/", "--since", "1m"),
                2,
                "The log objects of s3://example-logs/cdn/ are older than the time that was asked for.");
    }

    @Test
    void aBucketThatMayNotBeListedIsNamed() {
        account.make("s3api list-objects-v2", Fault.DENIED);

        assertRefused(diagnose("E2EXAMPLE"), 3, "You may not list bucket example-logs (AccessDenied).");
    }

    @Test
    void distributionsThatMayNotBeReadAreNamed() {
        account.make("cloudfront list-distributions", Fault.DENIED);
        account.make("cloudfront get-distribution", Fault.DENIED);

        assertThat(diagnose("www.example.com").err()).contains("could not be listed (cloudfront:ListDistributions).");
        assertThat(diagnose("www.example.com").exit()).isEqualTo(3);
        assertThat(diagnose("E2EXAMPLE").err()).contains("could not be read (cloudfront:GetDistribution)");
        assertThat(diagnose("E2EXAMPLE").exit()).isEqualTo(3);
    }

    @Test
    void anObjectThatMayNotBeReadIsNamedAndTheOthersAreDiagnosed() throws IOException {
        account.fail("example-logs", "cdn/E2EXAMPLE.2026-11-24-08.a.gz", S3Server.Failure.DENIED);
        Run run = diagnose("E2EXAMPLE");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(requests(run)).isEqualTo(1200);
        assertThat(run.err()).contains("Cannot read s3://example-logs/cdn/E2EXAMPLE.2026-11-24-08.a.gz");
    }

    @Test
    void onlyReadingOperationsAreCalled() {
        diagnose("www.example.com");

        assertThat(account.operations())
                .isNotEmpty()
                .allMatch(operation -> operation.matches("\\S+ (get|list|describe|lookup|head)-\\S+"));
    }
}
