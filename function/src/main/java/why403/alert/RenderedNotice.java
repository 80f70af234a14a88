package why403.alert;

/**
 * A notice in all its forms, as it is published: now, or again after a crash.
 *
 * @param id of the notice, the same in every form
 * @param alerts whether it is sent to people
 * @param subject one line of ASCII, under 100 characters
 * @param text the body for people, lines ending in {@code \n}
 * @param json one line, for programs
 * @param slack one line of JSON: a custom notification of Amazon Q Developer in chat applications
 * @param attributes for filter policies
 */
public record RenderedNotice(
        String id,
        boolean alerts,
        String subject,
        String text,
        String json,
        String slack,
        NoticeAttributes attributes) {

    /** The same notice, sent to no person. */
    public RenderedNotice toNobody() {
        return new RenderedNotice(id, false, subject, text, json, slack, attributes);
    }

    /** Whether people do not get it because of the option {@code ignore}. One client's spike alerts nobody in any case. */
    public boolean isIgnored() {
        return !alerts && !attributes.isOneClients();
    }
}
