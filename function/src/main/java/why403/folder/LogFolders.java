package why403.folder;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/**
 * The log objects of several scenarios. Each object is always read from the folder of the event that named it first. Not
 * thread-safe.
 */
public final class LogFolders implements LogStore {

    private final Map<LogObject, LogFolder> folders = new HashMap<>();

    /**
     * Records that an event named the object. Later events do not change its folder.
     *
     * @param scenario the folder that contains the event and {@code s3/}
     */
    public void named(LogObject object, Path scenario) {
        folders.computeIfAbsent(object, first -> new LogFolder(scenario));
    }

    /** @throws UnreadableObjectException also if no event named the object */
    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        LogFolder folder = folders.get(object);
        if (folder == null) {
            throw new UnreadableObjectException(
                    "Cannot read " + object + ": no event named it, so its folder is not known.");
        }
        return folder.open(object);
    }
}
