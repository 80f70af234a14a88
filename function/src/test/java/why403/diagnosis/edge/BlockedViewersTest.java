package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import why403.account.WafQuestions;
import why403.cause.Cause;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.sample.Sample;
import why403.sample.ServedRequests;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;
import why403.sample.Strata;

class BlockedViewersTest {

    private static final String ARN = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/prod/1";
    private static final String APP = "okhttp/4.12.0";
    private static final String SCRIPT = "python-requests/2.32.3";

    private static Logged blocked(String method, String path, String userAgent) {
        return like(Logged.forbidden().page("text/html", 919), method, path, userAgent);
    }

    private static Logged served(String method, String path, String userAgent) {
        return like(Logged.served(), method, path, userAgent);
    }

    private static Logged like(Logged logged, String method, String path, String userAgent) {
        return logged.path(path).with(Field.METHOD, method).with(Field.USER_AGENT, userAgent);
    }

    private static Sample sample(List<Logged> blocked, List<Logged> during, List<Logged> before) {
        TreeMap<PathAndMethod, Served> paths = new TreeMap<>();
        during.stream()
                .map(Logged::record)
                .filter(record -> record.status() < 400)
                .forEach(record -> paths.put(
                        new PathAndMethod(
                                record.raw(Field.URI_STEM).orElseThrow(),
                                record.raw(Field.METHOD).orElseThrow()),
                        new Served(1, Logged.NOON, Logged.NOON)));
        return new Sample(
                Site.sample(blocked).forbidden(),
                blocked.size(),
                strata(during),
                strata(before),
                new ServedRequests(paths));
    }

    private static Strata strata(List<Logged> ordinary) {
        return Strata.ofAll(ordinary.stream().map(Logged::record).toList(), List.of());
    }

    private static Cause cause(Sample sample) {
        return Site.first(Site.diagnose(KnownAccount.with(Site.with(builder -> builder.webACLId(ARN))), sample));
    }

    private static List<String> evidence(List<Logged> blocked, List<Logged> during, List<Logged> before) {
        return cause(sample(blocked, during, before)).evidence();
    }

    @Test
    void anAppWhoseUploadsWereServedBeforeLooksLikeTheSitesOwnUsers() {
        assertThat(evidence(
                        List.of(blocked("POST", "/upload/photo", APP)),
                        List.of(),
                        List.of(served("POST", "/upload/photo", APP))))
                .contains(
                        "These look like the site's own users: 100 % of the blocked requests have a path and a kind of"
                                + " client for which requests were also served: okhttp (1).");
    }

    @Test
    void theFirstLineSaysIfTheyLookLikeTheSitesOwnUsers() {
        List<Logged> uploads = List.of(blocked("POST", "/upload/photo", APP));
        List<Logged> before = List.of(served("POST", "/upload/photo", APP));

        assertThat(cause(sample(uploads, List.of(), before)).summary())
                .isEqualTo("web ACL prod blocks POST (1) in /upload/ (1), and these look like the site's own users");
        assertThat(cause(sample(List.of(blocked("POST", "/upload/photo", SCRIPT)), List.of(), before))
                        .summary())
                .isEqualTo("web ACL prod blocks POST (1) in /upload/ (1)");
    }

    @Test
    void manyPathsThatWereNeverServedLookLikeScanners() {
        List<Logged> probes = IntStream.range(0, 10)
                .mapToObj(i -> blocked("GET", "/.env" + i, "Mozilla/5.0%20Chrome/130.0"))
                .toList();
        List<String> evidence =
                evidence(probes, List.of(served("GET", "/index.html", "Mozilla/5.0%20Chrome/130.0")), List.of());

        assertThat(evidence)
                .anyMatch(sentence -> sentence.startsWith("These look like scanners: 100 % of the blocked requests"));
    }

    @Test
    void aPathThatOnlyGaveErrorsWasNotServed() {
        List<Logged> probes = IntStream.range(0, 10)
                .mapToObj(i -> blocked("GET", "/wp-admin/" + i, APP))
                .toList();
        List<Logged> before =
                List.of(served("GET", "/wp-admin/1", APP).status(404).detail("Error"), served("GET", "/a/b", APP));

        assertThat(evidence(probes, List.of(), before)).anyMatch(sentence -> sentence.contains("scanners"));
    }

    @Test
    void anotherKindOfClientOnServedPathsLooksLikeScripts() {
        assertThat(evidence(
                        List.of(blocked("POST", "/account/login", SCRIPT)),
                        List.of(served("POST", "/account/login", APP)),
                        List.of()))
                .anyMatch(sentence -> sentence.startsWith("These look like scripts: 100 %")
                        && sentence.endsWith("python-requests (1)."));
    }

    @Test
    void fewPathsThatAreAskedAgainAndAgainMayBeAMonitor() {
        List<Logged> checks = IntStream.range(0, 10)
                .mapToObj(i -> blocked("GET", "/healthcheck", "Pingdom.com_bot_version_1.4"))
                .toList();

        assertThat(evidence(checks, List.of(served("GET", "/index.html", APP)), List.of()))
                .anyMatch(sentence -> sentence.startsWith("This may be a monitor, an app or a script: 100 %"));
        assertThat(evidence(
                        checks,
                        List.of(served("GET", "/index.html", APP)),
                        List.of(served("GET", "/status", "Pingdom.com_bot_version_1.4"))))
                .anyMatch(sentence -> sentence.startsWith("These may be the site's own users: 100 %"));
    }

    @Test
    void aMixtureIsSaidInShares() {
        List<Logged> all = new ArrayList<>(List.of(blocked("POST", "/upload/photo", APP)));
        all.add(blocked("POST", "/upload/photo", SCRIPT));

        assertThat(evidence(all, List.of(served("POST", "/upload/photo", APP)), List.of()))
                .anyMatch(sentence -> sentence.startsWith("The blocked requests are a mixture: 50 % have a path")
                        && sentence.contains("; 50 % ask for paths that are served, but not to this kind of client"));
    }

    @Test
    void nothingIsSaidIfNothingWasServed() {
        assertThat(evidence(List.of(blocked("GET", "/a", APP)), List.of(), List.of()))
                .noneMatch(sentence -> sentence.contains("look like the site"))
                .noneMatch(sentence -> sentence.contains("monitor"));
    }

    @Test
    void viewersWithIpv6AmongOthersWithIpv4AreNamed() {
        List<Logged> during = Stream.of("192.0.2.1", "192.0.2.2", "2001:db8::2")
                .map(address -> served("GET", "/a", APP).with(Field.CLIENT_ADDRESS, address))
                .toList();
        Logged ipv6 = blocked("GET", "/a", APP).with(Field.CLIENT_ADDRESS, "2001:db8::1");

        assertThat(evidence(List.of(ipv6), during, List.of()))
                .anyMatch(sentence ->
                        sentence.startsWith("IPv6: 100 % of the blocked requests, 33 % of the served ones."));
        assertThat(evidence(List.of(ipv6), during.subList(2, 3), List.of()))
                .noneMatch(sentence -> sentence.startsWith("IPv6"));
        assertThat(evidence(List.of(blocked("GET", "/a", APP)), during, List.of()))
                .noneMatch(sentence -> sentence.startsWith("IPv6"));
    }

    @Test
    void scannersAreOfferedNoExemption() {
        List<Logged> probes = IntStream.range(0, 5)
                .mapToObj(i -> blocked("GET", "/.env" + i, APP))
                .toList();
        SampledHTTPRequest[] sampled = IntStream.range(0, 5)
                .mapToObj(i -> SampledHTTPRequest.builder()
                        .request(request ->
                                request.clientIP("192.0.2.10").method("GET").uri("/.env" + i))
                        .timestamp(Logged.NOON)
                        .action("BLOCK")
                        .build())
                .toArray(SampledHTTPRequest[]::new);
        KnownAccount account = KnownAccount.with(Site.with(builder -> builder.webACLId(ARN)))
                .finding(
                        WafQuestions.webAcl("prod", "1"),
                        GetWebAclResponse.builder()
                                .webACL(acl -> acl.defaultAction(action -> action.block(block -> {}))
                                        .visibilityConfig(config -> config.metricName("prod")))
                                .build())
                .finding(
                        WafQuestions.sampledRequests(ARN, "prod", Logged.NOON, Logged.NOON),
                        GetSampledRequestsResponse.builder()
                                .sampledRequests(sampled)
                                .build());
        Cause toScanners =
                Site.first(Site.diagnose(account, sample(probes, List.of(served("GET", "/a/b", APP)), List.of())));
        Cause toUnknown = Site.first(Site.diagnose(account, sample(probes, List.of(), List.of())));

        assertThat(toScanners.remedy().orElseThrow().commands()).isEmpty();
        assertThat(toScanners.remedy().orElseThrow().summary()).startsWith("Nothing to fix if these are scanners");
        assertThat(toUnknown.remedy().orElseThrow().commands()).isNotEmpty();
    }
}
