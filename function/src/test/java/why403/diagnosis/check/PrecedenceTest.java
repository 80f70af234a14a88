package why403.diagnosis.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Which of several claims on one request wins. */
class PrecedenceTest {

    private static final CauseId EXPLAINS = CauseId.CUSTOM_ORIGIN_FORBIDDEN;

    private static List<CauseId> all() {
        return new ArrayList<>(EnumSet.allOf(CauseId.class));
    }

    private static Map.Entry<CauseId, Claim> claim(CauseId id, Certainty certainty) {
        return Map.entry(id, new Claim(certainty, id));
    }

    private static List<CauseId> ranked(Precedence precedence, List<Map.Entry<CauseId, Claim>> claims) {
        return claims.stream()
                .sorted(precedence.winnerFirst())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void thePrecedenceOfTheCatalogueNamesEachCauseOnce() {
        assertThatCode(Precedence::ofCatalogue).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatLacksACauseIsRefused(CauseId absent) {
        List<CauseId> order = all();
        order.remove(absent);
        assertThatThrownBy(() -> new Precedence(order, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The order of precedence lacks [" + absent + "].");
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatHasACauseTwiceIsRefused(CauseId twice) {
        List<CauseId> order = all();
        order.add(twice);
        assertThatThrownBy(() -> new Precedence(order, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cause " + twice + " stands twice in the order of precedence.");
    }

    @Test
    void theSurestClaimWinsWhateverTheOrder() {
        List<CauseId> order = all();
        Precedence forwards = new Precedence(order, Set.of());
        Collections.reverse(order);
        Precedence backwards = new Precedence(order, Set.of());
        for (Precedence precedence : List.of(forwards, backwards)) {
            assertThat(ranked(
                            precedence,
                            List.of(
                                    claim(CauseId.GEO_RESTRICTION, Certainty.POSSIBLE),
                                    claim(CauseId.S3_GRANT_MISSING, Certainty.CONFIRMED),
                                    claim(CauseId.WAF_BLOCK, Certainty.LIKELY))))
                    .containsExactly(CauseId.S3_GRANT_MISSING, CauseId.WAF_BLOCK, CauseId.GEO_RESTRICTION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void amongEquallySureClaimsTheFirstInTheOrderWins(Certainty certainty) {
        List<CauseId> order = all();
        Collections.reverse(order);
        assertThat(ranked(
                        new Precedence(order, Set.of()),
                        List.of(
                                claim(CauseId.GEO_RESTRICTION, certainty),
                                claim(CauseId.S3_GRANT_MISSING, certainty),
                                claim(CauseId.WAF_BLOCK, certainty))))
                .containsExactly(CauseId.S3_GRANT_MISSING, CauseId.WAF_BLOCK, CauseId.GEO_RESTRICTION);
    }

    @Test
    void theEdgeComesBeforeAnOriginAndAGrantBeforeItsObject() {
        assertThat(ranked(
                        Precedence.ofCatalogue(),
                        List.of(
                                claim(CauseId.S3_OBJECT_MISSING, Certainty.LIKELY),
                                claim(CauseId.S3_DEFAULT_ROOT_OBJECT, Certainty.LIKELY),
                                claim(CauseId.S3_GRANT_MISSING, Certainty.LIKELY),
                                claim(CauseId.WAF_BLOCK, Certainty.LIKELY))))
                .containsExactly(
                        CauseId.WAF_BLOCK,
                        CauseId.S3_GRANT_MISSING,
                        CauseId.S3_DEFAULT_ROOT_OBJECT,
                        CauseId.S3_OBJECT_MISSING);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"LAMBDA_URL.*", "API_GATEWAY.*", "ORIGIN_.*", "HOST_HEADER.*"})
    void thatAnOriginRefusedIsLeftOutWhereAnotherCauseSaysWhy(CauseId why) {
        assertThat(Precedence.ofCatalogue()
                        .ranked(List.of(
                                claim(CauseId.CUSTOM_ORIGIN_FORBIDDEN, Certainty.CONFIRMED),
                                claim(why, Certainty.POSSIBLE))))
                .extracting(Map.Entry::getKey)
                .containsExactly(why);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"S3_WEBSITE_ENDPOINT_PRIVATE", "S3_EXPLICIT_DENY", "S3_PUBLIC_ACCESS_BLOCKED", "S3_OBJECT_MISSING"
            })
    void whyAWebsiteRefusesReplacesThatItRefusedFromLikelyUp(CauseId why) {
        assertThat(Precedence.ofCatalogue()
                        .ranked(List.of(
                                claim(CauseId.CUSTOM_ORIGIN_FORBIDDEN, Certainty.CONFIRMED),
                                claim(why, Certainty.LIKELY))))
                .extracting(Map.Entry::getKey)
                .containsExactly(why);
    }

    @ParameterizedTest
    @EnumSource(names = {"WAF_BLOCK", "S3_OBJECT_MISSING"})
    void besideACauseOfAnotherPartyItStays(CauseId other) {
        assertThat(Precedence.ofCatalogue()
                        .ranked(List.of(
                                claim(CauseId.CUSTOM_ORIGIN_FORBIDDEN, Certainty.CONFIRMED),
                                claim(other, Certainty.POSSIBLE))))
                .extracting(Map.Entry::getKey)
                .containsExactly(CauseId.CUSTOM_ORIGIN_FORBIDDEN, other);
    }

    @Test
    void aForwardedHostExplainsWhatItsOriginRefuses() {
        assertThat(ranked(
                        Precedence.ofCatalogue(),
                        List.of(
                                claim(CauseId.S3_GRANT_MISSING, Certainty.CONFIRMED),
                                claim(CauseId.HOST_HEADER_FORWARDED, Certainty.LIKELY))))
                .first()
                .isEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIKELY", "CONFIRMED"})
    void aCauseThatExplainsOthersOutranksConfirmedOnesFromLikelyUp(Certainty certainty) {
        assertThat(ranked(
                        new Precedence(all(), Set.of(EXPLAINS)),
                        List.of(claim(CauseId.GEO_RESTRICTION, Certainty.CONFIRMED), claim(EXPLAINS, certainty))))
                .containsExactly(EXPLAINS, CauseId.GEO_RESTRICTION);
    }

    @ParameterizedTest
    @EnumSource
    void aCauseThatExplainsOthersOutranksNothingIfItIsOnlyPossible(Certainty other) {
        assertThat(ranked(
                        new Precedence(all(), Set.of(EXPLAINS)),
                        List.of(claim(EXPLAINS, Certainty.POSSIBLE), claim(CauseId.GEO_RESTRICTION, other))))
                .containsExactly(CauseId.GEO_RESTRICTION, EXPLAINS);
    }

    @ParameterizedTest
    @Seeds(200)
    void theOrderOfTheClaimsDoesNotMatter(Generator given) {
        Precedence precedence = new Precedence(
                given.shuffled(all()), Set.copyOf(given.shuffled(all()).subList(0, given.between(0, 4))));
        List<Map.Entry<CauseId, Claim>> claims = all().stream()
                .map(id -> claim(id, given.of(Certainty.values())))
                .toList();
        assertThat(given.shuffled(claims).stream().sorted(precedence.winnerFirst()))
                .containsExactlyElementsOf(
                        claims.stream().sorted(precedence.winnerFirst()).toList());
    }
}
