package why403.aws;

/** How an operation can fail. */
public enum Fault {
    /** AWS throttles the request. */
    THROTTLED,
    /** The caller has no permission. */
    DENIED,
    /** AWS has an internal error. */
    FAILING,
    /** No response arrives, and the connection stays open. */
    HANGING,
    /** The connection closes without a response. */
    CLOSING,
    /** The response is neither XML nor JSON. */
    GARBAGE,
    /** The response is a web page, as from a proxy or a captive portal. */
    WEB_PAGE
}
