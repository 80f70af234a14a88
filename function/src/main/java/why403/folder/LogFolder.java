package why403.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import why403.account.FileName;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Reads log objects from files: {@code s3/<bucket>/<key>} in the folder of a scenario. */
public final class LogFolder implements LogStore {

    private final Confined s3;

    /** @param scenario the folder that contains {@code s3/} */
    public LogFolder(Path scenario) {
        this.s3 = new Confined(scenario.resolve("s3"));
    }

    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        String name = FileName.ofName(object.bucket()) + "/" + FileName.ofKey(object.key());
        try {
            return Files.newInputStream(s3.file(name));
        } catch (NoSuchFileException e) {
            throw unreadable(object, name, "the file does not exist", e);
        } catch (FileSystemException e) {
            throw unreadable(object, name, e.getReason() == null ? "it cannot be opened" : e.getReason(), e);
        } catch (IOException e) {
            throw unreadable(object, name, e.getMessage(), e);
        }
    }

    private UnreadableObjectException unreadable(LogObject object, String name, String why, IOException cause) {
        return new UnreadableObjectException(
                "Cannot read " + object + " from " + s3.root() + "/" + name + ": " + why + ".", cause);
    }
}
