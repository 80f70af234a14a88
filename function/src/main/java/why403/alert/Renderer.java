package why403.alert;

/** Turns a notice into all its forms. */
public final class Renderer {

    private final NoticeText text = new NoticeText();
    private final NoticeJson json = new NoticeJson();
    private final SlackNotice slack = new SlackNotice();

    /** The same notice gives the same bytes. */
    public RenderedNotice render(Notice notice) {
        return new RenderedNotice(
                notice.id(),
                notice.alerts(),
                Subject.of("[why403] " + Headline.of(notice)),
                text.body(notice),
                json.line(notice),
                slack.line(notice),
                NoticeAttributes.of(notice));
    }
}
