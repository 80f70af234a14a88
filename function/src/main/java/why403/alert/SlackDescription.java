package why403.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.alert.FixSteps.Fix;
import why403.alert.FixSteps.Step;
import why403.alert.Links.Link;
import why403.cause.Cause;
import why403.spike.Event;
import why403.text.Phrases;

/**
 * The text of the custom notification below its title: at most 8,000 characters. Each part has its share of them. The
 * fixes, which are longest, take what the other parts leave.
 */
final class SlackDescription {

    static final int LONGEST = 8_000;

    private static final int LINE = 700;
    private static final int CAUSES = 1_900;
    private static final int CHANGES = 700;
    private static final int EVIDENCE = 1_500;
    private static final int LINKS = 900;
    private static final int NOT_CHECKED = 600;
    private static final int COMMAND_START = 60;
    private static final String CUT = "Not all fits here: the email and the notice's JSON have the rest.";

    private final Links links;

    SlackDescription(Links links) {
        this.links = links;
    }

    /** Lines that take at most so many characters, line breaks included. A line that does not fit is left out whole. */
    private static final class Part {

        private final List<String> lines = new ArrayList<>();
        private int room;
        private boolean isCut;

        Part(int room) {
            this.room = room;
        }

        /** Adds the line if it fits. Shorter ones that come later may still fit. */
        boolean add(String line) {
            boolean fits = line.length() < room;
            if (fits) {
                room -= line.length() + 1;
                lines.add(line);
            }
            isCut |= !fits;
            return fits;
        }

        int taken() {
            return lines.stream().mapToInt(line -> line.length() + 1).sum();
        }
    }

    String of(Notice notice) {
        List<Part> before = List.of(first(notice), causes(notice), changes(notice), where(notice), evidence(notice));
        List<Part> after = List.of(links(notice), notChecked(notice));
        int room = LONGEST - CUT.length() - taken(before) - taken(after);
        List<Part> parts = new ArrayList<>(before);
        parts.add(fixes(FixSteps.of(notice), room));
        parts.addAll(after);
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> lines.addAll(part.lines));
        if (parts.stream().anyMatch(part -> part.isCut)) {
            lines.add(CUT);
        }
        return String.join("\n", lines);
    }

    private static int taken(List<Part> parts) {
        return parts.stream().mapToInt(Part::taken).sum();
    }

    private static Part first(Notice notice) {
        Part part = new Part(LINE + 1);
        part.add(SlackMarkdown.line(String.join(" ", IncidentText.firstLines(notice)), LINE));
        return part;
    }

    private static Part causes(Notice notice) {
        Part part = new Part(CAUSES);
        CauseText.lines(notice).forEach(line -> part.add("*Cause* " + SlackMarkdown.line(line, LINE)));
        return part;
    }

    private static Part changes(Notice notice) {
        Part part = new Part(CHANGES);
        IncidentText.changes(notice).forEach(line -> part.add("*Changed* " + SlackMarkdown.line(line, LINE)));
        return part;
    }

    private static Part where(Notice notice) {
        Part part = new Part(LINE + "*Where* ".length() + 1);
        part.add("*Where* " + SlackMarkdown.line(IncidentText.where(notice), LINE));
        return part;
    }

    private static Part evidence(Notice notice) {
        Part part = new Part(EVIDENCE);
        if (notice.event() == Event.RESOLVED) {
            return part;
        }
        ShownCauses causes = ShownCauses.of(notice.diagnosis());
        for (Cause cause : causes.shown()) {
            if (!cause.evidence().isEmpty()) {
                part.add(causes.areSeveral() ? "*Evidence of " + cause.id().id() + "*" : "*Evidence*");
            }
            cause.evidence().forEach(one -> part.add("\u2022 " + SlackMarkdown.line(Phrases.sentence(one), LINE)));
        }
        return part;
    }

    private static Part fixes(FixSteps all, int room) {
        Part part = new Part(room);
        all.fixes().forEach(fix -> addFix(part, fix));
        return part;
    }

    /** Commands without what to do, or without their condition, are worse than none. */
    private static void addFix(Part part, Fix fix) {
        String what = "*Fix* " + SlackMarkdown.line(fix.summary(), LINE)
                + fix.condition()
                        .map(condition -> "\n" + SlackMarkdown.line(condition, LINE))
                        .orElse("");
        if (part.add(what)) {
            fix.steps().forEach(step -> addStep(part, step));
        }
    }

    /** Somebody might run half a command: one that does not fit is named, with where to find it. */
    private static void addStep(Part part, Step step) {
        if (!step.isPrinted()) {
            part.add(SlackMarkdown.line(step.reference(), LINE));
            return;
        }
        String name = "*Step " + step.number() + "* " + SlackMarkdown.line(step.label(), LINE);
        Optional<String> block = SlackMarkdown.block(step.command().text());
        if (block.isEmpty() || !part.add(name + "\n" + block.get())) {
            part.add(name + ": the command does not fit here; the email and the notice's JSON have it. It begins: "
                    + SlackMarkdown.line(step.command().text(), COMMAND_START));
        }
    }

    private Part links(Notice notice) {
        Part part = new Part(LINKS);
        for (Link link : links.of(notice)) {
            part.add("*Link* " + SlackMarkdown.line(link.label(), LINE) + ": "
                    + SlackMarkdown.link(link.target(), LINE));
        }
        return part;
    }

    private static Part notChecked(Notice notice) {
        Part part = new Part(NOT_CHECKED);
        IncidentText.notChecked(notice).forEach(line -> part.add("*Not checked* " + SlackMarkdown.line(line, LINE)));
        return part;
    }
}
