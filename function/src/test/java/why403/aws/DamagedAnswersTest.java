package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;

/** Documented answers, cut or garbled on their way. */
class DamagedAnswersTest {

    private static AccountServer server;
    private static Clients clients;

    private final List<String> problems = new ArrayList<>();

    @BeforeContainer
    static void start() throws IOException {
        server = AccountServer.start(Path.of("nothing", "is", "recorded"));
        clients = LocalClients.of(server.endpoint());
    }

    @AfterContainer
    static void stop() {
        clients.close();
        server.close();
    }

    /** Those whose body is a document: HeadObject's has none, and a bucket policy is the body as it is. */
    @Provide
    Arbitrary<CliAndWireAnswer> pairs() {
        return Arbitraries.of(CliAndWireAnswer.ofEveryQuestion()
                .filter(pair -> !pair.question().service().equals("s3api"))
                .toList());
    }

    private Answer<?> asked(CliAndWireAnswer pair, int status, String body) {
        problems.clear();
        server.answer(
                pair.question().operation().name(),
                new HttpReply(status, pair.wire().headers(), body));
        return LocalClients.account(clients, true, problems::add).ask(pair.question());
    }

    @Property(tries = 50)
    void anAnswerThatIsCutIsNoAnswer(
            @ForAll("pairs") CliAndWireAnswer pair, @ForAll @IntRange(max = 999) int thousandths) {
        String whole = pair.wire().body().strip();
        String cut = whole.substring(0, whole.length() * thousandths / 1000);

        assertThat(asked(pair, 200, cut)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(problems).singleElement().asString().contains(" returned a response that");
    }

    @Property(tries = 50)
    void noDamageMakesItThrow(
            @ForAll("pairs") CliAndWireAnswer pair,
            @ForAll @IntRange(max = 999) int thousandths,
            @ForAll String garbage,
            @ForAll("statuses") int status) {
        String whole = pair.wire().body();
        int at = whole.length() * thousandths / 1000;

        assertThat(asked(pair, status, whole.substring(0, at) + garbage + whole.substring(at)))
                .isNotNull();
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(200, 301, 400, 403, 404, 429);
    }
}
