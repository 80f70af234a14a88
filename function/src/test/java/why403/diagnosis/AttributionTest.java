package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Precedence;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.log.Field;

/** Which check gets a request that several checks claim, and the effect of a failing check. */
class AttributionTest {

    private static final CauseId WINNER = CauseId.GEO_RESTRICTION;
    private static final CauseId OTHER = CauseId.WAF_BLOCK;
    private static final CauseId THIRD = CauseId.HTTPS_REQUIRED;

    /** A check with given claims that counts its calls. */
    private static final class Probe implements Check {

        private final CauseId id;
        private final Function<ForbiddenRequest, Optional<Claim>> claims;
        private Optional<Fix> fix = Optional.empty();
        private boolean failsToReport;
        private int examined;
        private final List<List<Explained>> reported = new ArrayList<>();

        Probe(CauseId id, Function<ForbiddenRequest, Optional<Claim>> claims) {
            this.id = id;
            this.claims = claims;
        }

        static Probe claiming(CauseId id, Certainty certainty) {
            return new Probe(id, request -> Optional.of(new Claim(certainty, id)));
        }

        Probe failingToReport() {
            failsToReport = true;
            return this;
        }

        Probe fixedBy(Fix proposed) {
            fix = Optional.of(proposed);
            return this;
        }

        @Override
        public CauseId id() {
            return id;
        }

        @Override
        public Optional<Claim> examine(ForbiddenRequest request) {
            examined++;
            return claims.apply(request);
        }

        @Override
        public Finding report(List<Explained> explained) {
            if (failsToReport) {
                throw new IllegalStateException("cannot report");
            }
            reported.add(explained);
            return new Finding(
                    Headline.always(id.id()), "summary of " + id, List.of("Evidence of " + id + "."), fix, List.of());
        }
    }

    private List<String> problems = List.of();

    private List<Cause> diagnose(List<Logged> forbidden, Probe... checks) {
        IncidentContext incident = new IncidentContext(
                new AccountInquiry(KnownAccount.with(Site.plain())),
                KnownAccount.ID,
                Logged.NOON,
                Site.sample(forbidden));
        Attribution attribution = new Attribution(incident, List.of(checks), Precedence.ofCatalogue());
        List<Cause> causes =
                new CauseReports(incident, attribution, new Unexplained(incident, new S3Inspection(incident))).causes();
        problems = attribution.problems();
        return causes;
    }

    private static List<Logged> three() {
        return List.of(
                Logged.forbidden().path("/1"),
                Logged.forbidden().path("/2"),
                Logged.forbidden().path("/3"));
    }

    private static boolean isFor(ForbiddenRequest request, String path) {
        return request.record().value(Field.URI_STEM).filter(path::equals).isPresent();
    }

    @Test
    void everyCheckExaminesEachRequestOnce() {
        Probe winner = Probe.claiming(WINNER, Certainty.CONFIRMED);
        Probe other = Probe.claiming(OTHER, Certainty.CONFIRMED);
        diagnose(three(), winner, other);
        assertThat(winner.examined).isEqualTo(3);
        assertThat(other.examined).isEqualTo(3);
    }

    @Test
    void otherClaimsAreKeptInOrderOfPrecedence() {
        Probe winner = Probe.claiming(WINNER, Certainty.CONFIRMED);
        diagnose(
                List.of(Logged.forbidden()),
                Probe.claiming(CauseId.S3_GRANT_MISSING, Certainty.POSSIBLE),
                Probe.claiming(THIRD, Certainty.LIKELY),
                Probe.claiming(OTHER, Certainty.LIKELY),
                winner);
        Map<CauseId, Claim> others = winner.reported.get(0).get(0).others();
        assertThat(others.keySet()).containsExactly(OTHER, THIRD, CauseId.S3_GRANT_MISSING);
        assertThat(others.get(OTHER)).isEqualTo(new Claim(Certainty.LIKELY, OTHER));
    }

    @Test
    void aCheckThatFailsToExamineLosesOnlyItsClaims() {
        Probe broken = new Probe(WINNER, request -> {
            if (isFor(request, "/2")) {
                throw new IllegalStateException("cannot examine");
            }
            return Optional.of(new Claim(Certainty.CONFIRMED, WINNER));
        });
        Probe other = Probe.claiming(OTHER, Certainty.LIKELY);
        Probe third = new Probe(
                THIRD,
                request ->
                        isFor(request, "/3") ? Optional.of(new Claim(Certainty.CONFIRMED, THIRD)) : Optional.empty());
        List<Cause> causes = diagnose(three(), broken, other, third);
        assertThat(causes).extracting(Cause::id).containsExactly(OTHER, THIRD);
        assertThat(broken.examined).isEqualTo(2);
        assertThat(other.examined).isEqualTo(3);
        assertThat(third.examined).isEqualTo(3);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("The check geo-restriction failed, so the diagnosis of E2EXAMPLE goes on without it: ")
                .contains("cannot examine");
    }

    @Test
    void aCheckThatExceedsTheStackLosesOnlyItsClaims() {
        Probe broken = new Probe(WINNER, request -> {
            throw new StackOverflowError();
        });
        Probe other = Probe.claiming(OTHER, Certainty.LIKELY);

        assertThat(diagnose(three(), broken, other)).extracting(Cause::id).containsExactly(OTHER);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("The check geo-restriction failed")
                .contains("java.lang.StackOverflowError");
    }

    @Test
    void aCheckThatFailsToReportLosesOnlyItsClaims() {
        Probe broken = Probe.claiming(WINNER, Certainty.CONFIRMED).failingToReport();
        Probe other = Probe.claiming(OTHER, Certainty.LIKELY);
        List<Cause> causes = diagnose(three(), broken, other);
        assertThat(causes).extracting(Cause::id).containsExactly(OTHER);
        assertThat(causes).extracting(Cause::explained).containsExactly(1.0);
        assertThat(broken.examined).isEqualTo(3);
        assertThat(other.examined).isEqualTo(3);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("geo-restriction")
                .contains("cannot report");
    }

    @Test
    void requestsOfACheckThatFailedAreUnexplainedIfNoOtherClaimsThem() {
        Probe broken = Probe.claiming(WINNER, Certainty.CONFIRMED).failingToReport();
        Probe silent = new Probe(OTHER, request -> Optional.empty());
        List<Cause> causes = diagnose(three(), broken, silent);
        assertThat(causes).extracting(Cause::id).containsExactly(CauseId.UNEXPLAINED);
        assertThat(causes.get(0).evidence()).contains("Checked, and does not explain these requests: waf-block.");
    }

    @Test
    void withoutAnyCheckRequestsAreUnexplained() {
        List<Cause> causes = diagnose(three());
        assertThat(causes).extracting(Cause::id).containsExactly(CauseId.UNEXPLAINED);
        assertThat(causes).extracting(Cause::explained).containsExactly(1.0);
    }

    @Test
    void anotherConfirmedCauseIsInTheEvidenceAndItsStepsFollow() {
        Fix first = Fix.of("Fix the first", new RemedyStep.SetDefaultRootObject("E2EXAMPLE", "first.html"));
        Fix next = Fix.of("Fix the other", new RemedyStep.SetDefaultRootObject("E2EXAMPLE", "other.html"));
        Cause cause = diagnose(
                        three(),
                        Probe.claiming(WINNER, Certainty.CONFIRMED).fixedBy(first),
                        Probe.claiming(OTHER, Certainty.CONFIRMED).fixedBy(next))
                .get(0);
        assertThat(cause.evidence())
                .containsExactly(
                        "Evidence of geo-restriction.",
                        "Also confirmed for these requests: summary of waf-block (waf-block).");
        assertThat(cause.remedy().orElseThrow().summary()).isEqualTo("Fix the first. Then: Fix the other.");
        assertThat(cause.remedy().orElseThrow().commands())
                .extracting(Command::text)
                .satisfiesExactly(
                        text -> assertThat(text).endsWith("first.html"),
                        text -> assertThat(text).endsWith("other.html"));
    }

    @Test
    void stepsWithAConditionAreNotAddedToAnotherCause() {
        Fix first = Fix.of("Fix the first", new RemedyStep.SetDefaultRootObject("E2EXAMPLE", "first.html"));
        Fix next = Fix.of("Fix the other", new RemedyStep.SetDefaultRootObject("E2EXAMPLE", "other.html"))
                .onlyIf("Only if it helps");
        Cause cause = diagnose(
                        three(),
                        Probe.claiming(WINNER, Certainty.CONFIRMED).fixedBy(first),
                        Probe.claiming(OTHER, Certainty.CONFIRMED).fixedBy(next))
                .get(0);
        assertThat(cause.remedy().orElseThrow().commandTexts())
                .singleElement()
                .asString()
                .endsWith("first.html");
    }

    @Test
    void aLikelyCauseIsNotReportedWithAConfirmedOne() {
        Cause cause = diagnose(
                        three(), Probe.claiming(WINNER, Certainty.CONFIRMED), Probe.claiming(OTHER, Certainty.LIKELY))
                .get(0);
        assertThat(cause.evidence()).containsExactly("Evidence of geo-restriction.");
    }

    @Test
    void stepsOfACauseThatTheNoticeAlreadyContainsAreNotRepeated() {
        Fix next = Fix.of("Fix the other", new RemedyStep.SetDefaultRootObject("E2EXAMPLE", "other.html"));
        Probe winner = new Probe(
                WINNER,
                request ->
                        isFor(request, "/3") ? Optional.empty() : Optional.of(new Claim(Certainty.CONFIRMED, WINNER)));
        List<Cause> causes = diagnose(
                three(),
                winner.fixedBy(Fix.byHand("Fix the first")),
                Probe.claiming(OTHER, Certainty.CONFIRMED).fixedBy(next));
        assertThat(causes).extracting(Cause::id).containsExactly(WINNER, OTHER);
        assertThat(causes.get(0).remedy().orElseThrow().commands()).isEmpty();
        assertThat(causes.get(1).remedy().orElseThrow().commands()).hasSize(1);
    }

    @Test
    void aCheckThatFailsToReportWithOthersIsNamedOnceAndIsNotListedAsChecked() {
        CauseId last = CauseId.CUSTOM_ORIGIN_FORBIDDEN;
        Probe broken = new Probe(
                        last,
                        request -> isFor(request, "/3")
                                ? Optional.empty()
                                : Optional.of(new Claim(Certainty.CONFIRMED, last)))
                .failingToReport();
        Probe winner = new Probe(
                WINNER,
                request ->
                        isFor(request, "/1") ? Optional.of(new Claim(Certainty.CONFIRMED, WINNER)) : Optional.empty());
        Probe third = new Probe(
                CauseId.SIGNED_REQUEST_MISSING,
                request ->
                        isFor(request, "/3") ? Optional.empty() : Optional.of(new Claim(Certainty.CONFIRMED, THIRD)));
        List<Cause> causes = diagnose(three(), broken, winner, third);
        assertThat(problems).hasSize(1);
        assertThat(causes)
                .filteredOn(cause -> cause.id() == CauseId.UNEXPLAINED)
                .singleElement()
                .satisfies(cause -> assertThat(cause.evidence())
                        .contains("Checked, and does not explain these requests: geo-restriction and"
                                + " signed-request-missing."));
    }

    @Test
    void theRequestsOfAnotherClaimAreListedByTopicLargestFirst() {
        Probe other = new Probe(
                OTHER,
                request -> Optional.of(new Claim(Certainty.CONFIRMED, isFor(request, "/1") ? "small" : "large")));
        diagnose(three(), Probe.claiming(WINNER, Certainty.CONFIRMED), other);
        assertThat(other.reported.get(0))
                .extracting(explained -> explained.claim().topic())
                .containsExactly("large", "large", "small");
    }

    @Test
    void aClaimOnAnOriginIsLikelyAtMostBehindAnOriginGroup() {
        IncidentContext incident = new IncidentContext(
                new AccountInquiry(KnownAccount.with(Site.grouped(500))),
                KnownAccount.ID,
                Logged.NOON,
                Site.sample(Logged.forbidden()));
        Map<CauseId, Certainty> certainties = new EnumMap<>(CauseId.class);
        for (CauseId id : List.of(WINNER, CauseId.S3_GRANT_MISSING)) {
            new Attribution(incident, List.of(Probe.claiming(id, Certainty.CONFIRMED)), Precedence.ofCatalogue())
                    .byCause()
                    .forEach((cause, explained) ->
                            certainties.put(cause, explained.get(0).claim().certainty()));
        }
        assertThat(certainties)
                .containsEntry(WINNER, Certainty.CONFIRMED)
                .containsEntry(CauseId.S3_GRANT_MISSING, Certainty.LIKELY);
    }
}
