package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Log objects of any content: they are read or refused, the same when packed with gzip, and never throw. */
class LogReaderFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(LogReaderFuzzTest.class, "anyObjectIsReadOrRefused");
    private static final int GZIP_MAGIC = 0x1f;

    @FuzzTest
    void anyObjectIsReadOrRefused(byte[] stored) {
        Readings.Result result = Readings.read(Readings.KEY, stored);

        if (result.reading() instanceof Reading.Read read) {
            assertThat((long) result.visits().size()).isEqualTo(read.records());
        }
        assertThat(Readings.visits(result.kept())).isEqualTo(result.visits());
        if (stored.length > 0 && stored[0] != GZIP_MAGIC) {
            Readings.Result packed = Readings.read(Readings.KEY, Readings.gzip(stored));
            assertThat(packed.reading()).isEqualTo(result.reading());
            assertThat(packed.visits()).isEqualTo(result.visits());
        }
        if (result.reading() instanceof Reading.Unreadable) {
            assertThat(Readings.read(Readings.UNNAMED_KEY, stored).reading()).isNotNull();
        }
    }

    @ParameterizedTest
    @Seeds(500)
    void aChangedObjectIsReadOrRefused(Generator given) {
        anyObjectIsReadOrRefused(new Mutator(given, CORPUS).next());
    }
}
