package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An incident with three causes in the same minutes: a web ACL refuses half of the requests, three of ten have expired
 * signatures, and two of ten use a method that is not allowed.
 */
class ThreeCausesTest {

    private static final String ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/a1b2c3d4";
    private static final String EXPIRED = "Expires=1795507200&Signature=Zm9yYmlkZGVu&Key-Pair-Id=K1EXAMPLE";

    @TempDir
    private Path folder;

    static ReplayedCase mixture() {
        return ReplayedCase.ofServer("app.example.net")
                .config("/WebACLId", "'" + ACL + "'")
                .config("/DefaultCacheBehavior/TrustedKeyGroups", "{'Enabled':true,'Quantity':1,'Items':['kg-1']}")
                .with("cloudfront/get-key-group/kg-1.json", """
                        {"KeyGroup":{"Id":"kg-1","LastModifiedTime":"2026-03-02T08:11:09Z",
                         "KeyGroupConfig":{"Name":"players","Items":["K1EXAMPLE"]}}}""")
                .with("wafv2/get-web-acl/a1b2c3d4.json", """
                        {"WebACL":{"Name":"edge","Id":"a1b2c3d4","DefaultAction":{"Allow":{}},"Rules":[]}}""")
                .ofTheEdge()
                .column("cs-method", inTurn("GET", "GET", "POST"))
                .column("cs-uri-query", inTurn("-", EXPIRED, EXPIRED))
                .column("x-edge-detailed-result-type", inTurn("Error", "Error", "InvalidRequestMethod"))
                .column("sc-content-type", inTurn("text/html", "text/xml", "text/html"))
                .column("sc-content-len", inTurn("919", "110", "1053"));
    }

    private static String[] inTurn(String blocked, String expired, String method) {
        return Stream.of(
                        Collections.nCopies(5, blocked),
                        Collections.nCopies(3, expired),
                        Collections.nCopies(2, method))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @Test
    void theSharesAreRightWithinFivePoints() {
        JsonNode causes = NoticeContract.parsed(
                        Run.json(mixture().written(folder)).lines().get(0))
                .path("causes");

        assertThat(causes)
                .extracting(cause -> cause.path("id").asText())
                .containsExactly("waf-block", "signed-request-expired", "method-not-allowed");
        assertThat(causes.get(0).path("explained").asDouble()).isCloseTo(0.5, Offset.offset(0.05));
        assertThat(causes.get(1).path("explained").asDouble()).isCloseTo(0.3, Offset.offset(0.05));
        assertThat(causes.get(2).path("explained").asDouble()).isCloseTo(0.2, Offset.offset(0.05));
    }

    @Test
    void theMailTheMessageAndTheJsonAreThoseOfTheGoldenFiles() throws IOException {
        Path scenario = mixture().written(folder);

        assertGolden("three-causes.txt", Run.text(scenario));
        assertGolden("three-causes.slack.json", Run.slack(scenario));
        assertGolden("three-causes.json", Run.json(scenario));
    }

    /** Writes what is printed now to {@code target/golden}. If a difference is intended, copy it to the resources. */
    private static void assertGolden(String name, Run run) throws IOException {
        Path now = Files.createDirectories(Path.of("target", "golden")).resolve(name);
        Files.writeString(now, run.out());
        assertThat(run.out())
                .as(
                        "%s, if the difference is intended: cp function/target/golden/%s function/src/test/resources/why403/cli",
                        name, name)
                .isEqualTo(Files.readString(Path.of("src/test/resources/why403/cli", name)));
    }
}
