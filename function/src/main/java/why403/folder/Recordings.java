package why403.folder;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.json.JsonProblem;
import why403.json.JsonTree;

/** Reads recordings by their path in the folder of recordings. */
final class Recordings {

    private final Confined folder;

    Recordings(Confined folder) {
        this.folder = folder;
    }

    /** Reads an answer that {@code aws} printed into the type of the builder. */
    <T extends SdkPojo> T answer(String path, SdkBuilder<?, T> builder) throws UnreadableRecordingException {
        byte[] bytes = bytes(path);
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            throw new UnreadableRecordingException("it is empty");
        }
        try {
            return SdkReader.read(JsonTree.read(bytes), builder);
        } catch (IOException e) {
            throw new UnreadableRecordingException("it " + JsonProblem.of(e) + place(e), e);
        }
    }

    /** The place only, because Jackson's message would quote the content. */
    private static String place(IOException e) {
        return e instanceof JacksonException json && json.getLocation() != null
                ? " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")"
                : "";
    }

    /** Reads an error of AWS in either of its two forms. */
    RecordedError refusal(String path) throws UnreadableRecordingException {
        byte[] bytes = bytes(path);
        return tree(bytes)
                .flatMap(RecordedError::in)
                .or(() -> RecordedError.in(new String(bytes, StandardCharsets.UTF_8)))
                .orElseThrow(() -> new UnreadableRecordingException(
                        "it contains neither {\"Error\":{\"Code\":\"...\",\"Message\":\"...\"}} nor the line that aws prints, "
                                + "\"An error occurred (...) when calling the ... operation: ...\""));
    }

    /** Empty if it is not JSON: then it can be the other form. */
    private static Optional<JsonNode> tree(byte[] bytes) throws UnreadableRecordingException {
        try {
            return Optional.of(JsonTree.read(bytes));
        } catch (StreamConstraintsException e) {
            throw new UnreadableRecordingException("it " + JsonProblem.of(e) + place(e), e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private byte[] bytes(String path) throws UnreadableRecordingException {
        try {
            return Files.readAllBytes(folder.file(path));
        } catch (FileSystemException e) {
            throw new UnreadableRecordingException(e.getReason() == null ? "it cannot be opened" : e.getReason(), e);
        } catch (IOException e) {
            throw new UnreadableRecordingException("it cannot be read to its end", e);
        }
    }
}
