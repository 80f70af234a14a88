package why403.folder;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/**
 * Log objects of several scenarios: each is read, now and later, from the folder of the event that named it first. Not
 * for use by several threads.
 */
public final class LogFolders implements LogStore {

    private final Map<LogObject, LogFolder> folders = new HashMap<>();

    /**
     * An event named the object. Only the first time counts.
     *
     * @param scenario the folder that holds the event and {@code s3/}
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
                    "Cannot read " + object + ": no event named it, so it is in no known folder.");
        }
        return folder.open(object);
    }
}
