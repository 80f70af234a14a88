package why403.cli;

import java.io.PrintStream;
import why403.alert.Channel;
import why403.alert.RenderedNotice;

/** Prints notices as they would be sent; what alerts nobody is in JSON, else a line on standard error. */
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
        if (format == Format.JSON) {
            out.println(notice.json());
        } else if (notice.alerts()) {
            out.print((printed++ == 0 ? "" : "---\n") + notice.subject() + "\n\n" + notice.text());
        } else {
            err.println(notice.subject());
        }
    }

    /** How many notices there were, printed or not. */
    int published() {
        return published;
    }
}
