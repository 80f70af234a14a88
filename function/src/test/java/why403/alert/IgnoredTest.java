package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.HotSpot;
import why403.cause.ViewerCount;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.tally.Scope;

/** Which notices an entry ignores. */
class IgnoredTest {

    private static final HotSpot ON_A_HOST = new HotSpot("host", "/wp-admin/", 0.99, OptionalDouble.empty(), 408);

    private static Diagnosis diagnosis(List<Cause> causes, HotSpot... where) {
        return new Diagnosis(
                causes,
                List.of(where),
                List.of(),
                new ViewerCount(37),
                OptionalInt.empty(),
                412,
                412,
                DistributionName.ofId("E2EXAMPLE"),
                List.of());
    }

    private static Notice of(Scope scope, HotSpot... where) {
        return ExampleNotice.opened(
                scope, diagnosis(ExampleNotice.misconfiguration().causes(), where));
    }

    private static HotSpot path(String value, double explained) {
        return new HotSpot("path", value, explained, OptionalDouble.of(3), 300);
    }

    private static boolean isIgnored(String entry, Notice notice) {
        return new Ignored(Set.of(entry)).ignores(notice);
    }

    @Test
    void nothingIsIgnoredWithoutAnEntry() {
        assertThat(Ignored.NOTHING.ignores(of(Scope.WHOLE, path("/img/", 1)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*,*,true",
        "*,path:/img/,false",
        "*,host:www.example.com,false",
        "host:www.example.com,host:www.example.com,true",
        "host:www.example.com,host:www.example.com.example,false",
        "path:/img/,path:/img/,true",
        "path:/,path:/img/,false",
        "path:/,path:/,true",
        "behavior:*,behavior:*,true",
        "behavior:*,*,false",
        "behavior:*,behavior:/img/*,false"
    })
    void aScopeIgnoresTheIncidentsOfExactlyThatScope(String entry, String scope, boolean expected) {
        assertThat(isIgnored(entry, of(new Scope(scope)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/wp-,path:/wp-admin/,true",
        "/wp-admin/,path:/wp-admin/,true",
        "/wp-admin/,path:/wp-admin2/,false",
        "/wp-,path:/img/,false",
        "/wp-,path:/,false",
        "/,path:/,true",
        "/wp-,behavior:/wp-admin/*,false"
    })
    void aPrefixIgnoresTheIncidentsOfSegmentsThatBeginWithIt(String entry, String scope, boolean expected) {
        assertThat(isIgnored(entry, of(new Scope(scope)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/wp-admin/,0.9,true", "/wp-admin/,0.899,false", "/img/,1,false"})
    void aPrefixIgnoresAnIncidentWithNinetyPercentOfItsExcessBelowIt(String value, double explained, boolean expected) {
        assertThat(isIgnored("/wp-", of(Scope.WHOLE, path(value, explained)))).isEqualTo(expected);
    }

    @Test
    void onlyTheFirstHotSpotThatIsAPathCounts() {
        assertThat(isIgnored("/wp-", of(Scope.WHOLE, ON_A_HOST))).isFalse();
        assertThat(isIgnored("/wp-", of(Scope.WHOLE, ON_A_HOST, path("/wp-admin/", 0.95))))
                .isTrue();
        assertThat(isIgnored("/wp-", of(Scope.WHOLE, path("/img/", 0.95), path("/wp-admin/", 0.95))))
                .isFalse();
    }

    @Test
    void aCauseIgnoresTheIncidentsOfWhichItIsTheMainCause() {
        Notice mixture = ExampleNotice.MIXTURE.notice();

        assertThat(mixture.diagnosis().causes())
                .extracting(Cause::id)
                .startsWith(CauseId.WAF_BLOCK, CauseId.SIGNED_REQUEST_EXPIRED);
        assertThat(isIgnored("waf-block", mixture)).isTrue();
        assertThat(isIgnored("signed-request-expired", mixture)).isFalse();
    }

    @Test
    void anIncidentWithoutExaminedRecordsIsNotUnexplained() {
        Notice unexamined = ExampleNotice.opened(Scope.WHOLE, diagnosis(List.of()));

        assertThat(isIgnored("unexplained", unexamined)).isFalse();
    }

    @Test
    void anEncodedCommaIsACommaInEntriesAndInTheLog() {
        assertThat(Stream.of("path:/a%2Cb/", "/a%2cb/", "/a,b"))
                .allMatch(entry -> isIgnored(entry, of(new Scope("path:/a,b/"))))
                .allMatch(entry -> isIgnored(entry, of(new Scope("path:/a%2Cb/"))))
                .noneMatch(entry -> isIgnored(entry, of(new Scope("path:/a/"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "host:www.example.com",
                "host:xn--mnchen-3ya.example:8443",
                "path:/",
                "path:/caf%C3%A9/",
                "path:/a*b/",
                "behavior:*",
                "behavior:/img/*.png",
                "/",
                "/wp-",
                "/img/",
                "unexplained",
                "waf-block",
                "s3-grant-missing"
            })
    void scopesPrefixesAndCausesAreEntries(String text) {
        assertThat(Ignored.isEntry(text)).isTrue();
        assertThat(new Ignored(Set.of(text)).entries()).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "**",
                "host:",
                "host:WWW.example.com",
                "host:www.example.com/img/",
                "host:*.example.com",
                "host:…other",
                "path:",
                "path:img",
                "path:/img",
                "path:/img/old/",
                "path:/…other/",
                "behavior:",
                "/img/old/",
                "//",
                "/img/*",
                "/img?x=1",
                "/bücher/",
                "/a b/",
                "img",
                "waf-blocked",
                "one-client",
                "https://www.example.com/"
            })
    void aTextThatNoIncidentCanMatchIsNotAnEntry(String text) {
        assertThat(Ignored.isEntry(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ignored(Set.of(text)))
                .withMessageContainingAll("\"" + text + "\"", Ignored.EXPECTED);
    }

    @ParameterizedTest
    @Seeds
    void anyOtherTextIsAnEntryOrRefused(Generator given) {
        String foreign = given.oneIn(2) ? given.text() : given.of("path:", "host:", "/", "behavior:") + given.text(12);
        if (Ignored.isEntry(foreign)) {
            assertThat(new Ignored(Set.of(foreign)).entries()).hasSize(1);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new Ignored(Set.of(foreign)));
        }
    }
}
