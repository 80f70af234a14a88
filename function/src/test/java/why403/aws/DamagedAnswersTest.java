package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Documented answers, truncated or damaged on the network. */
class DamagedAnswersTest {

    /**
     * Answers whose body is a document. HeadObject has no body, and the body of a bucket policy is the policy itself. The
     * answer about a load balancer comes from several calls.
     */
    private static final List<CliAndWireAnswer> PAIRS = CliAndWireAnswer.ofEveryQuestion()
            .filter(pair -> !List.of("head-object", "get-bucket-policy", "describe-rules")
                    .contains(pair.question().command()))
            .toList();

    private static AccountServer server;
    private static Clients clients;

    private final List<String> problems = new ArrayList<>();

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

    private Answer<?> asked(CliAndWireAnswer pair, int status, String body) {
        problems.clear();
        server.answer(
                pair.question().operation().name(),
                new HttpReply(status, pair.wire().headers(), body));
        return LocalClients.account(clients, true, problems::add).ask(pair.question());
    }

    @ParameterizedTest
    @Seeds(50)
    void aTruncatedAnswerIsNotChecked(Generator given) {
        CliAndWireAnswer pair = given.of(PAIRS);
        String cut = given.cut(pair.wire().body().strip());

        assertThat(asked(pair, 200, cut)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().contains(" returned a response that");
    }

    @ParameterizedTest
    @Seeds(50)
    void noDamageCausesAnException(Generator given) {
        CliAndWireAnswer pair = given.of(PAIRS);
        String whole = pair.wire().body();
        int at = given.between(0, whole.length() - 1);
        int status = given.of(200, 301, 400, 403, 404, 429);

        assertThat(asked(pair, status, whole.substring(0, at) + given.text() + whole.substring(at)))
                .isNotNull();
    }
}
