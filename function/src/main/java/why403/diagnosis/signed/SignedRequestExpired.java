package why403.diagnosis.signed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.text.Shown;

/** A signature whose time was over: the line itself says when that was. */
final class SignedRequestExpired implements Check {

    private static final int ACCESS_DENIED = 110;

    @Override
    public String id() {
        return "signed-request-expired";
    }

    @Override
    public Kind kind() {
        return Kind.CLIENT;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        return SignedRefusal.isPossible(request, ACCESS_DENIED)
                ? certainty(request)
                        .map(request::bound)
                        .map(certainty -> new Claim(
                                certainty,
                                request.behavior().map(AffectedViewers::named).orElse("")))
                : Optional.empty();
    }

    private static Optional<Certainty> certainty(ForbiddenRequest request) {
        if (SignedRequest.lateness(request.record()).isPresent()) {
            return Optional.of(request.behavior().isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY);
        }
        boolean timeIsUnknown = SignedRequest.of(request.record()).expiry().isEmpty();
        return timeIsUnknown && request.line().isXml(ACCESS_DENIED)
                ? Optional.of(Certainty.POSSIBLE)
                : Optional.empty();
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        List<Duration> lateness = explained.stream()
                .flatMap(one -> SignedRequest.lateness(one.request().record()).stream())
                .sorted()
                .toList();
        List<String> evidence = new ArrayList<>();
        if (!lateness.isEmpty()) {
            evidence.add("The time of expiry in " + Shown.number(lateness.size()) + " of "
                    + Shown.number(explained.size()) + " is before the request: by " + inWords(lateness.get(0)) + " to "
                    + inWords(lateness.get(lateness.size() - 1)) + ".");
        }
        evidence.add(policies(explained));
        evidence.addAll(SignedRefusal.evidence(explained, ACCESS_DENIED, "Access denied"));
        return new Finding(
                summary(lateness),
                evidence,
                Optional.of(new Remedy(
                        "Sign with a later expiry, check the signer's clock, and keep pages and players from holding signed"
                                + " links longer than these live",
                        List.of(),
                        Optional.empty())));
    }

    private static String summary(List<Duration> lateness) {
        return lateness.isEmpty()
                ? "the signed requests were refused, as expired ones are; the log does not hold when they expire"
                : "the signed requests had expired, half of them more than "
                        + inWords(lateness.get((lateness.size() - 1) / 2)) + " before";
    }

    private static String policies(List<Explained> explained) {
        long custom = explained.stream()
                .filter(one -> SignedRequest.of(one.request().record()).hasPolicy())
                .count();
        return Shown.number(custom) + " have a custom policy, " + Shown.number(explained.size() - custom)
                + " have none.";
    }

    /** The two greatest units. */
    static String inWords(Duration duration) {
        if (duration.toDays() > 0) {
            return Shown.count(duration.toDays(), "day")
                    + (duration.toHoursPart() > 0 ? " " + duration.toHoursPart() + " h" : "");
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h"
                    + (duration.toMinutesPart() > 0 ? " " + duration.toMinutesPart() + " min" : "");
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
