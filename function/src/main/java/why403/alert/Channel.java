package why403.alert;

/** Where notices go. */
public interface Channel {

    /**
     * Publishes one notice, and returns once the channel has accepted it.
     *
     * @throws NotPublishedException if the channel did not accept it
     */
    void publish(RenderedNotice notice);
}
