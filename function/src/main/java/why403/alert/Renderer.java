package why403.alert;

/** Turns a notice into all its forms. */
public final class Renderer {

    private final NoticeText text = new NoticeText();
    private final NoticeJson json = new NoticeJson();

    /** The same notice gives the same bytes. */
    public RenderedNotice render(Notice notice) {
        return new RenderedNotice(
                notice.id(), notice.alerts(), text.subject(notice), text.body(notice), json.line(notice));
    }
}
