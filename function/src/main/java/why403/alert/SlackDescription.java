package why403.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.spike.Event;

/**
 * What the custom notification says below its title: at most 8,000 characters. Each part has its share of them, and the
 * commands, which are worth most and are longest, take what the others left.
 */
final class SlackDescription {

    static final int LONGEST = 8_000;

    private static final int LINE = 700;
    private static final int REASONS = 2_000;
    private static final int PROOFS = 1_500;
    private static final int NOT_CHECKED = 600;
    private static final int COMMAND_NAME = 60;
    private static final String CUT = "Not all fits here: the email and the notice's JSON have the rest.";

    String of(Notice notice) {
        Fitting reasons = reasons(notice);
        Fitting notChecked = notChecked(notice);
        List<String> lines = new ArrayList<>();
        if (notice.isSample()) {
            lines.add("*SAMPLE* " + SlackMarkdown.line(Wording.SAMPLE, LINE));
        }
        lines.add("*What* " + SlackMarkdown.line(Wording.what(notice), LINE));
        lines.addAll(reasons.lines());
        lines.add("*Since* " + SlackMarkdown.line(Wording.since(notice), LINE));
        lines.add("*Where* " + SlackMarkdown.line(Wording.where(notice), LINE));
        Fitting proofs = proofs(notice);
        lines.addAll(proofs.lines());
        Fitting commands = commands(notice, LONGEST - taken(lines) - taken(notChecked.lines()) - CUT.length());
        lines.addAll(commands.lines());
        lines.addAll(notChecked.lines());
        if (reasons.isCut() || proofs.isCut() || commands.isCut() || notChecked.isCut()) {
            lines.add(CUT);
        }
        return String.join("\n", lines);
    }

    private static int taken(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }

    private static Fitting reasons(Notice notice) {
        Fitting reasons = new Fitting(REASONS);
        notice.diagnosis()
                .causes()
                .forEach(cause -> reasons.add("*Why* " + SlackMarkdown.line(Wording.why(notice, cause), LINE)));
        return reasons;
    }

    private static Fitting notChecked(Notice notice) {
        Fitting lines = new Fitting(NOT_CHECKED);
        for (NotChecked one : notice.diagnosis().notChecked()) {
            lines.add("*Not checked* " + SlackMarkdown.line(one.what() + ": " + one.why(), LINE));
        }
        return lines;
    }

    private static Fitting proofs(Notice notice) {
        Fitting lines = new Fitting(PROOFS);
        List<Cause> causes = toAct(notice);
        for (Cause cause : causes) {
            if (!cause.evidence().isEmpty()) {
                lines.add(causes.size() > 1 ? "*Proof of " + SlackMarkdown.line(cause.id(), LINE) + "*" : "*Proof*");
            }
            cause.evidence().forEach(proof -> lines.add("\u2022 " + SlackMarkdown.line(Wording.sentence(proof), LINE)));
        }
        return lines;
    }

    /** Those that a reader can do something about now. */
    static List<Cause> toAct(Notice notice) {
        return notice.event() == Event.RESOLVED ? List.of() : Wording.mainCauses(notice.diagnosis());
    }

    private static Fitting commands(Notice notice, int room) {
        Fitting lines = new Fitting(room);
        int number = 1;
        for (Cause cause : toAct(notice)) {
            for (String command : cause.remedy().map(Remedy::commands).orElse(List.of())) {
                add(lines, number++, command);
            }
        }
        return lines;
    }

    /** Half a command would be copied as if it were whole: one that does not fit is named, and where to find it. */
    private static void add(Fitting lines, int number, String command) {
        Optional<String> block = SlackMarkdown.block(command);
        String numbered = "*Command " + number + "*";
        if (block.isEmpty() || !lines.add(numbered + "\n" + block.get())) {
            lines.add(numbered + " does not fit here; the email and the notice's JSON have it. It begins: "
                    + SlackMarkdown.line(command, COMMAND_NAME));
        }
    }
}
