package why403.log;

import java.io.IOException;

/** The bytes are no valid gzip; the message says where and how, after "its". */
final class BrokenGzipException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenGzipException(String message) {
        super(message);
    }
}
