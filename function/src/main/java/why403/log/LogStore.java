package why403.log;

import java.io.InputStream;
import why403.trigger.LogObject;

/** Opens log objects. */
public interface LogStore {

    /**
     * The object's bytes as they are stored. The caller closes the stream.
     *
     * @throws UnreadableObjectException if the object is not there or may not be read, with one sentence that says so
     */
    InputStream open(LogObject object) throws UnreadableObjectException;
}
