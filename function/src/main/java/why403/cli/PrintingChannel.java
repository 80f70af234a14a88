package why403.cli;

import java.io.PrintStream;
import why403.alert.Channel;
import why403.alert.RenderedNotice;

/** Prints notices as they would be sent. In text and Slack, a notice that alerts nobody is one line on standard error. */
final class PrintingChannel implements Channel {

    private final Format format;
    private final PrintStream out;
    private final PrintStream err;
    private int published;
    private int printed;

    PrintingChannel(Format format, PrintStream out, PrintStream err) {
        this.format = format;
        this.out = out;
        this.err = err;
    }

    @Override
    public void publish(RenderedNotice notice) {
        published++;
        if (format != Format.JSON && !notice.alerts()) {
            err.println(notice.subject());
            return;
        }
        switch (format) {
            case TEXT -> out.print((printed++ == 0 ? "" : "---\n") + notice.subject() + "\n\n" + notice.text());
            case JSON -> out.println(notice.json());
            case SLACK -> out.println(notice.slack());
        }
    }

    /** How many notices were published, printed or not. */
    int published() {
        return published;
    }
}
