package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class GetWithBodyTest {

    private static final DistributionConfig SITE = Site.with(builder -> builder.aliases(
                    aliases -> aliases.items("www.example.com").quantity(1))
            .defaultCacheBehavior(behavior -> behavior.targetOriginId("s3")
                    .viewerProtocolPolicy("redirect-to-https")
                    .allowedMethods(methods ->
                            methods.itemsWithStrings("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"))));

    private static final Logged REFUSED =
            Logged.forbidden().with(Field.USER_AGENT, "okhttp/4.12.0").page("text/html", 915);

    private static Cause cause(Logged... refused) {
        return Site.first(Site.diagnose(SITE, refused));
    }

    private static List<Logged> times(int count, Logged refused) {
        return Collections.nCopies(count, refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void isLikelyIfNothingElseExplainsThePage(String method) {
        Cause cause = cause(REFUSED.with(Field.METHOD, method));
        assertThat(cause.id()).isEqualTo(CauseId.GET_WITH_BODY);
        assertThat(cause.kind()).isEqualTo(Kind.CLIENT);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.headline().now()).isEqualTo("clients send " + method + " requests with a body");
    }

    @Test
    void namesTheFamilyOfTheUserAgent() {
        Cause cause = cause(REFUSED);
        assertThat(cause.summary()).endsWith("the clients seem to send them: okhttp (1)");
        assertThat(cause.remedy().orElseThrow().summary()).startsWith("Make the client okhttp send no body");
    }

    @Test
    void isNotTheCauseOfAMethodThatHasABody() {
        assertThat(cause(REFUSED.with(Field.METHOD, "POST")).id()).isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void isNotTheCauseIfTheCacheBehaviorDoesNotAllowTheMethod() {
        DistributionConfig narrow = SITE.toBuilder()
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("s3"))
                .build();
        assertThat(Site.first(Site.diagnose(narrow, REFUSED.with(Field.METHOD, "OPTIONS")))
                        .id())
                .isNotEqualTo(CauseId.GET_WITH_BODY);
    }

    @Test
    void isNotTheCauseOfPlainHttpOrOfAnotherHost() {
        assertThat(cause(REFUSED.with(Field.PROTOCOL, "http")).id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(cause(REFUSED.with(Field.HOST_HEADER, "shop.example.com")).id())
                .isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
    }

    @Test
    void isNotTheCauseIfAnOriginAnswersWithThePageBecauseItsAnswerIsCached() {
        assertThat(Site.diagnose(SITE, REFUSED.answeredByOrigin(), REFUSED).causes())
                .noneMatch(cause -> cause.id() == CauseId.GET_WITH_BODY);
    }

    @Test
    void isPossibleIfSeveralKindsOfClientsAreRefused() {
        Logged other = REFUSED.with(Field.USER_AGENT, "curl/8.5.0");
        List<Logged> refused = new ArrayList<>(times(9, REFUSED));
        refused.add(other);
        assertThat(certainty(refused)).isEqualTo(Certainty.LIKELY);
        refused.add(other);
        assertThat(certainty(refused)).isEqualTo(Certainty.POSSIBLE);
    }

    private static Certainty certainty(List<Logged> refused) {
        Cause cause = Site.first(Site.diagnose(KnownAccount.with(SITE), Site.sample(refused)));
        assertThat(cause.id()).isEqualTo(CauseId.GET_WITH_BODY);
        return cause.certainty();
    }

    @Test
    void isPossibleWithoutTheTimeThatShowsWhoAnswered() {
        assertThat(cause(REFUSED.without(Field.TIME_TO_FIRST_BYTE)).certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void withoutAConfigurationOnlyTheDomainNameIsAKnownHost() {
        Cause cause =
                Site.first(Site.diagnoseUnknown(REFUSED.with(Field.HOST_HEADER, "d111111abcdef8.cloudfront.net")));
        assertThat(cause.id()).isEqualTo(CauseId.GET_WITH_BODY);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(Site.diagnoseUnknown(REFUSED)).id()).isEqualTo(CauseId.ALIAS_NOT_CONFIGURED);
    }
}
