package why403.aws;

/** What an operation can be made to do in place of answering. */
public enum Fault {
    /** AWS asks to come again later. */
    THROTTLED,
    /** The caller's policies do not allow it. */
    DENIED,
    /** AWS itself fails. */
    FAILING,
    /** No answer comes, and the connection stays. */
    HANGING,
    /** The connection is closed without an answer. */
    CLOSING,
    /** An answer that is neither XML nor JSON. */
    GARBAGE,
    /** A web page, as a proxy or a captive portal gives one. */
    WEB_PAGE
}
