package why403.alert;

/** Where notices go. */
public interface Channel {

    /** Publishes one notice; returns when it is on its way, and throws when it is not. */
    void publish(RenderedNotice notice);
}
