package why403.alert;

/** Turns a notice into all its forms. */
public final class Renderer {

    private final NoticeText text;
    private final NoticeJson json = new NoticeJson();
    private final SlackNotice slack;

    /** Without a dashboard, and with the causes' pages as they are named in this project. */
    public Renderer() {
        this(NoticeLinks.none());
    }

    public Renderer(NoticeLinks configured) {
        Links links = new Links(configured);
        this.text = new NoticeText(links);
        this.slack = new SlackNotice(links);
    }

    /** The same notice gives the same bytes. */
    public RenderedNotice render(Notice notice) {
        return new RenderedNotice(
                notice.id(),
                notice.alerts(),
                Subject.of(Title.of(notice)),
                text.body(notice),
                json.line(notice),
                slack.line(notice),
                NoticeAttributes.of(notice));
    }
}
