package why403.log;

import java.io.InputStream;
import why403.trigger.LogObject;

/** Opens log objects. */
public interface LogStore {

    /**
     * The bytes of the object as they are stored. The caller closes the stream.
     *
     * @throws UnreadableObjectException if the object does not exist or access to it is denied; the message is a sentence
     */
    InputStream open(LogObject object) throws UnreadableObjectException;
}
