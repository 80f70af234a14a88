package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/**
 * AWS's answers of any content, sent by a server of this process: each becomes an answer or a problem, and none throws.
 * The first byte of an input chooses the question, the second the status, and the rest is the body.
 */
class LiveAccountFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(LiveAccountFuzzTest.class, "anyBodyIsAnAnswerOrAProblem");
    private static final List<CliAndWireAnswer> PAIRS =
            CliAndWireAnswer.ofEveryQuestion().toList();
    private static final List<Integer> STATUSES = List.of(200, 301, 400, 403, 404, 429);

    private static AccountServer server;
    private static Clients clients;

    @BeforeAll
    static void start() throws IOException {
        server = AccountServer.start(Path.of("nothing", "is", "recorded"));
        clients = LocalClients.of(server.endpoint());
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @FuzzTest
    void anyBodyIsAnAnswerOrAProblem(byte[] input) {
        if (input.length < 2) {
            return;
        }
        CliAndWireAnswer pair = PAIRS.get(Math.floorMod(input[0], PAIRS.size()));
        int status = STATUSES.get(Math.floorMod(input[1], STATUSES.size()));
        String body = new String(Arrays.copyOfRange(input, 2, input.length), StandardCharsets.UTF_8);
        server.answer(
                pair.question().operation().name(),
                new HttpReply(status, pair.wire().headers(), body));
        List<String> problems = new ArrayList<>();

        assertThat(LocalClients.account(clients, true, problems::add).ask(pair.question()))
                .isNotNull();
        assertThat(problems)
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(problem -> assertThat(problem).doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @Seeds(100)
    void aChangedBodyIsAnAnswerOrAProblem(Generator given) {
        anyBodyIsAnAnswerOrAProblem(new Mutator(given, CORPUS).next());
    }
}
