package why403.alert;

/** Where notices go. */
public interface Channel {

    /**
     * Publishes one notice; returns when it is on its way.
     *
     * @throws NotPublishedException if it is not
     */
    void publish(RenderedNotice notice);
}
