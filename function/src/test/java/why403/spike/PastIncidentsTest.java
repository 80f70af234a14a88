package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.spike.rule.Minutes;
import why403.tally.Scope;

/** What is found in logs from before the deployment is added to what is known since. */
class PastIncidentsTest {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Scope PATH = new Scope("path:/img/");

    /** An incident whose window begins two minutes before it, and that opens a minute after its beginning. */
    private static Incident incident(
            Scope scope, long from, long to, Optional<Long> ended, boolean oneClient, double usual) {
        return new Incident(
                DISTRIBUTION + "-" + scope.name() + "-" + from,
                DISTRIBUTION,
                scope,
                Minutes.start(from),
                Minutes.start(from - 2),
                Minutes.start(to),
                ended.isPresent() ? Phase.RESOLVED : Phase.OPEN,
                oneClient,
                usual,
                true,
                Minutes.start(from + 1),
                ended.map(Minutes::start),
                true,
                oneClient ? Optional.empty() : Optional.of(LastReport.none(0.5, Minutes.start(from + 1))));
    }

    private static Incident over(Scope scope, long from, long to) {
        return incident(scope, from, to, Optional.of(to + 15), false, 0.01);
    }

    private static Incident open(Scope scope, long from) {
        return incident(scope, from, from + 10, Optional.empty(), false, 0.01);
    }

    private static Incident openOfOneClient(Scope scope, long from) {
        return incident(scope, from, from + 10, Optional.empty(), true, 0.01);
    }

    private static ScopeIncidents stored(Scope scope, Incident... incidents) {
        return new ScopeIncidents(DISTRIBUTION, scope, 7, List.of(incidents), "causes", List.of("a notice"));
    }

    private static List<ScopeIncidents> added(List<ScopeIncidents> stored, Incident... found) {
        return new PastIncidents(DISTRIBUTION, List.of(found)).addedTo(stored);
    }

    private static List<Incident> only(List<ScopeIncidents> changed) {
        assertThat(changed).hasSize(1);
        return changed.get(0).incidents();
    }

    @Test
    void anIncidentOfThePastIsKnownButNotReported() {
        assertThat(only(added(List.of(), over(PATH, 100, 160)))).singleElement().satisfies(past -> {
            assertThat(past.unknown()).isTrue();
            assertThat(past.excludedSpan()).isEqualTo(over(PATH, 100, 160).excludedSpan());
        });
    }

    @Test
    void whatIsStoredBesidesTheIncidentsStays() {
        ScopeIncidents before = stored(PATH, over(PATH, 500, 560));

        assertThat(added(List.of(before), over(PATH, 100, 160))).singleElement().satisfies(now -> {
            assertThat(now.version()).isEqualTo(7);
            assertThat(now.pending()).containsExactly("a notice");
            assertThat(now.reportedCauses()).isEqualTo("causes");
            assertThat(now.incidents()).containsExactly(over(PATH, 100, 160).ofThePast(), over(PATH, 500, 560));
        });
    }

    @Test
    void scopesWithoutAPastDoNotChange() {
        ScopeIncidents whole = stored(Scope.WHOLE, open(Scope.WHOLE, 500));

        assertThat(added(List.of(whole), over(PATH, 100, 160)))
                .extracting(ScopeIncidents::scope)
                .containsExactly(PATH);
    }

    @Test
    void addingTheSamePastAgainChangesNothing() {
        List<ScopeIncidents> once = added(List.of(), over(PATH, 100, 160), open(Scope.WHOLE, 300));

        assertThat(added(once, over(PATH, 100, 160), open(Scope.WHOLE, 300))).isEmpty();
    }

    @Test
    void anotherPastReplacesTheFirst() {
        List<ScopeIncidents> once = added(List.of(), over(PATH, 100, 160));

        assertThat(only(added(once, over(PATH, 120, 150))))
                .containsExactly(over(PATH, 120, 150).ofThePast());
    }

    @Test
    void anOpenIncidentThatPeopleKnowStaysWithTheUsualRateAndTheBeginningOfThePast() {
        Incident known = open(PATH, 500);
        Incident past = incident(PATH, 300, 310, Optional.empty(), false, 0.002);

        assertThat(only(added(List.of(stored(PATH, known)), past)))
                .containsExactly(known.withUsualRateOf(past).withWindowFrom(298));
        assertThat(only(added(List.of(stored(PATH, known)), over(PATH, 300, 505))))
                .containsExactly(known.withWindowFrom(298));
    }

    @Test
    void anIncidentThatHasEndedExcludesTheMinutesOfBoth() {
        assertThat(only(added(List.of(stored(PATH, over(PATH, 500, 560))), over(PATH, 480, 640))))
                .containsExactly(over(PATH, 500, 560).withWindowFrom(478).endingAt(640));
    }

    @Test
    void whatGoesOnAfterTheKnownIncidentHasEndedIsAdded() {
        assertThat(only(added(List.of(stored(PATH, over(PATH, 500, 560))), open(PATH, 520))))
                .hasSize(2)
                .last()
                .isEqualTo(open(PATH, 520).ofThePast());
    }

    @Test
    void theSameIncidentThatGoesOnIsOpenAgain() {
        assertThat(only(added(List.of(stored(PATH, over(PATH, 500, 560))), open(PATH, 500))))
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.isOpen()).isTrue();
                    assertThat(known.reported()).isTrue();
                });
    }

    @Test
    void aKnownIncidentIsNotStoredTwiceUnderOneId() {
        Incident oneClient = incident(PATH, 500, 560, Optional.of(575L), true, 0.01);

        assertThat(only(added(List.of(stored(PATH, over(PATH, 500, 550))), oneClient)))
                .extracting(Incident::oneClient)
                .containsExactly(false);
    }

    @Test
    void theWindowOfAnIncidentThatPeopleKnowDoesNotBecomeShorter() {
        assertThat(added(List.of(stored(PATH, over(PATH, 500, 600))), over(PATH, 510, 590)))
                .isEmpty();
    }

    @Test
    void anOpenIncidentOfOneClientStaysBesideTheOneOfThePast() {
        List<ScopeIncidents> before = List.of(stored(PATH, openOfOneClient(PATH, 500)));

        assertThat(only(added(before, open(PATH, 300))))
                .containsExactly(open(PATH, 300).ofThePast(), openOfOneClient(PATH, 500));
    }

    @Test
    void oneClientOfThePastDoesNotReplaceAnOpenIncident() {
        assertThat(added(List.of(stored(PATH, open(PATH, 500))), openOfOneClient(PATH, 300)))
                .isEmpty();
    }

    @Test
    void incidentsStayInTheOrderInWhichTheyOpened() {
        List<ScopeIncidents> before = List.of(stored(PATH, over(PATH, 200, 210), open(PATH, 500)));

        assertThat(only(added(before, over(PATH, 300, 310), over(PATH, 100, 110))))
                .extracting(Incident::opened)
                .isEqualTo(Stream.of(101L, 201L, 301L, 501L).map(Minutes::start).toList());
    }
}
