package why403.alert;

import java.util.List;
import why403.cause.Cause;
import why403.cause.Remedy;
import why403.spike.Event;

/** The notice for people: the answer first, then its proof and what to do. */
final class NoticeText {

    String body(Notice notice) {
        Sections sections = new Sections();
        if (notice.isSample()) {
            sections.add("SAMPLE", Wording.SAMPLE);
        }
        sections.add("WHAT", Wording.what(notice));
        notice.diagnosis().causes().forEach(cause -> sections.add("WHY", Wording.why(notice, cause)));
        sections.add("SINCE", Wording.since(notice));
        sections.add("WHERE", Wording.where(notice));
        if (notice.event() != Event.RESOLVED) {
            List<Cause> main = Wording.mainCauses(notice.diagnosis());
            main.forEach(cause -> proof(sections, cause, main.size() > 1));
            fix(sections, main);
        }
        notice.diagnosis().notChecked().forEach(one -> sections.add("NOT CHECKED", one.what() + ": " + one.why()));
        return sections.toString();
    }

    /** Several causes' proofs would run into each other, were each not under its name. */
    private static void proof(Sections sections, Cause cause, boolean isOneOfSeveral) {
        if (isOneOfSeveral && !cause.evidence().isEmpty()) {
            sections.add("PROOF", cause.id() + ":");
        }
        cause.evidence().forEach(proof -> sections.add("PROOF", Wording.sentence(proof)));
    }

    private static void fix(Sections sections, List<Cause> causes) {
        int number = 1;
        for (Cause cause : causes) {
            if (cause.remedy().isPresent()) {
                Remedy remedy = cause.remedy().get();
                String name = causes.size() > 1 ? cause.id() + ": " : "";
                sections.add("FIX", name + Wording.sentence(remedy.summary()));
                for (String command : remedy.commands()) {
                    sections.add("FIX", number++ + ". " + command);
                }
            }
        }
        if (number > 1) {
            sections.add("FIX", Wording.OWNED_ELSEWHERE);
        }
    }
}
