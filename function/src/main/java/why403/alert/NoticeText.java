package why403.alert;

import why403.alert.FixSteps.Fix;
import why403.alert.FixSteps.Step;
import why403.cause.Cause;
import why403.spike.Event;
import why403.text.Phrases;

/** The notice for people: the answer first, then the evidence, what to do, and where to look further. */
final class NoticeText {

    private final Links links;

    NoticeText(Links links) {
        this.links = links;
    }

    String body(Notice notice) {
        Sections sections = new Sections();
        IncidentText.firstLines(notice).forEach(sections::add);
        if (notice.spike().forbidden() == 0) {
            return sections.toString();
        }
        sections.add("");
        CauseText.lines(notice).forEach(line -> sections.add("CAUSE", line));
        IncidentText.changes(notice).forEach(line -> sections.add("CHANGED", line));
        sections.add("WHERE", IncidentText.where(notice));
        if (notice.event() != Event.RESOLVED) {
            evidence(sections, ShownCauses.of(notice.diagnosis()));
            fixes(sections, FixSteps.of(notice));
        }
        links.of(notice).forEach(link -> sections.add("LINKS", link.toString()));
        IncidentText.notChecked(notice).forEach(line -> sections.add("NOT CHECKED", line));
        return sections.toString();
    }

    /** The evidence of several causes would run into each other without their ids. */
    private static void evidence(Sections sections, ShownCauses causes) {
        for (Cause cause : causes.shown()) {
            if (causes.areSeveral() && !cause.evidence().isEmpty()) {
                sections.add("EVIDENCE", cause.id().id() + ":");
            }
            cause.evidence().forEach(one -> sections.add("EVIDENCE", "- " + Phrases.sentence(one)));
        }
    }

    private static void fixes(Sections sections, FixSteps all) {
        for (Fix fix : all.fixes()) {
            sections.add("FIX", fix.summary());
            fix.condition().ifPresent(condition -> sections.add("FIX", condition));
            fix.steps().forEach(step -> step(sections, step));
        }
        all.notes().forEach(note -> sections.add("FIX", note));
    }

    private static void step(Sections sections, Step step) {
        if (step.isPrinted()) {
            sections.add("FIX", step.number() + ". " + step.label() + ":");
            sections.addCommand(step.command().text());
        } else {
            sections.add("FIX", "- " + step.reference());
        }
    }
}
