package why403.watch;

import why403.alert.Ignored;
import why403.alert.NoticeLinks;

/**
 * Which incidents are reported, and what notices link to.
 *
 * @param ignored incidents that are counted, diagnosed and stored like any other, but never reported to people
 * @param links what every notice links to
 */
public record WatchOptions(Ignored ignored, NoticeLinks links) {

    /** All incidents, without links of a deployment. */
    public static final WatchOptions EVERYTHING = new WatchOptions(Ignored.NOTHING, NoticeLinks.none());
}
