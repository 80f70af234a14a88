package why403.log.bytes;

import java.io.IOException;

/** The stored bytes are not valid gzip. The message is a clause that says which gzip member is wrong and how. */
public final class BrokenGzipException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenGzipException(String message) {
        super(message);
    }
}
