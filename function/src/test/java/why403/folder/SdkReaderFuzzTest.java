package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Operation;
import why403.account.Questions;
import why403.json.JsonTree;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Recordings of any content, read as the answer to every question and as an error: read or refused with a reason. */
class SdkReaderFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(SdkReaderFuzzTest.class, "anyRecordingIsReadOrRefused");

    @FuzzTest
    void anyRecordingIsReadOrRefused(byte[] recording) {
        assertThat(RecordedError.in(new String(recording, StandardCharsets.UTF_8)))
                .isNotNull();
        try {
            JsonNode tree = JsonTree.read(recording);
            assertThat(RecordedError.in(tree)).isNotNull();
            Questions.operations().forEach(operation -> assertReadOrRefused(operation, tree));
        } catch (IOException noJson) {
            assertThat(noJson).isNotNull(); // Recordings says where the JSON is broken
        }
    }

    private static <T extends SdkPojo> void assertReadOrRefused(Operation<T> operation, JsonNode tree) {
        try {
            assertThat(SdkReader.read(tree, operation.answer().get())).isNotNull();
        } catch (UnreadableRecordingException e) {
            assertThat(e).hasMessageMatching(".* should be an? .*, not an? .*|it has none of the members .*");
            assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}");
        }
    }

    @ParameterizedTest
    @Seeds
    void aChangedRecordingIsReadOrRefused(Generator given) {
        anyRecordingIsReadOrRefused(new Mutator(given, CORPUS).next());
    }
}
