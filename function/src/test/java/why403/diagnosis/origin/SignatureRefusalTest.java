package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.cause.CauseId;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

/** InvalidSignatureException of a function URL: the body, or the encoding of the path. */
class SignatureRefusalTest {

    private static final String HOST = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final Logged GET =
            Logged.forbidden().path("/orders").answeredByOrigin().page("application/json", 192);
    private static final Logged ESCAPED = GET.path("/files/a%20b.txt");
    private static final Logged POST = GET.with(Field.METHOD, "POST");

    private static OriginCase url() {
        return new OriginCase(HOST)
                .origin(origin -> origin.originAccessControlId("E1OAC"))
                .account(OriginCase.signing("E1OAC", "always"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void aBodyIsTheCauseIfGetsOfTheBehaviorAreServed(String method) {
        OriginCase body = url().asks(GET.with(Field.METHOD, method)).served("GET", "/other");

        assertThat(body.claim()).isEqualTo("lambda-url-unsigned-body CONFIRMED");
        assertThat(body.cause().kind()).isEqualTo(Kind.CLIENT);
    }

    @Test
    void aBodyIsLikelyIfNoGetWasSeen() {
        assertThat(url().asks(POST).claim()).isEqualTo("lambda-url-unsigned-body LIKELY");
        assertThat(url().asks(POST).served("POST", "/other").claim()).isEqualTo("lambda-url-unsigned-body LIKELY");
    }

    @Test
    void aBodyIsNotTheCauseIfPlainGetsGetTheSameAnswer() {
        assertThat(url().asks(POST, GET).claim()).isEqualTo("origin-signature-mismatch POSSIBLE");
    }

    @Test
    void getsThatFailForTheirEncodingDoNotSpeakAgainstABody() {
        assertThat(url().asks(POST, POST, ESCAPED).claim()).isEqualTo("lambda-url-unsigned-body LIKELY");
    }

    @Test
    void aBodyIsOnlyPossibleIfCloudFrontDoesNotSign() {
        assertThat(new OriginCase(HOST).asks(POST).claim()).isEqualTo("lambda-url-unsigned-body POSSIBLE");
    }

    @Test
    void aFunctionMayHaveChangedTheRequest() {
        assertThat(url().asks(POST).served("GET", "/other").function().claim())
                .isEqualTo("lambda-url-unsigned-body LIKELY");
        assertThat(url().asks(ESCAPED).served("GET", "/other").function().claim())
                .isEqualTo("origin-signature-mismatch LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/a%2520b.txt",
                "/files/a%20b.txt",
                "/files/a+b.txt",
                "/files/%25C3%25A4.txt",
                "/files/a@b.txt"
            })
    void theEncodingIsTheCauseIfOnlyEscapedPathsFail(String path) {
        assertThat(url().asks(GET.path(path)).served("GET", "/files/c.txt").claim())
                .isEqualTo("origin-signature-mismatch CONFIRMED");
    }

    @Test
    void theEncodingIsLikelyIfNothingElseWasSeen() {
        assertThat(url().asks(ESCAPED).claim()).isEqualTo("origin-signature-mismatch LIKELY");
        assertThat(url().asks(ESCAPED).served("GET", "/files/c d.txt").claim())
                .isEqualTo("origin-signature-mismatch LIKELY");
    }

    @Test
    void theSameLengthFromAnotherOriginIsNeither() {
        assertThat(new OriginCase("api.example.com").asks(POST, ESCAPED).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void anotherAnswerIsNeither() {
        assertThat(url().asks(POST.page("application/json", 191)).cause().id())
                .isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void withoutTheConfigurationTheAnswerMakesThemLikely() {
        assertThat(Site.first(Site.diagnoseUnknown(POST)).id()).isEqualTo(CauseId.LAMBDA_URL_UNSIGNED_BODY);
        assertThat(Site.first(Site.diagnoseUnknown(ESCAPED)).id()).isEqualTo(CauseId.ORIGIN_SIGNATURE_MISMATCH);
    }
}
