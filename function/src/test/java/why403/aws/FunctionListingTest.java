package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.LambdaQuestions;

/** The functions of a region. */
class FunctionListingTest {

    private static final String LISTING = "lambda list-functions";

    private final List<String> problems = new ArrayList<>();
    private AccountServer server;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        server = AccountServer.start(Path.of("nothing", "is", "recorded"));
        clients = LocalClients.of(server.endpoint());
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private Answer<?> asked() {
        return LocalClients.account(clients, true, problems::add)
                .ask(LambdaQuestions.functions(Optional.of("eu-west-1")));
    }

    @Test
    void theEnvironmentOfAFunctionIsDropped() {
        server.answer(LISTING, HttpReply.json(200, WireAnswers.LIST_FUNCTIONS));

        assertThat(asked().found().orElseThrow().toString())
                .contains("render", "resize")
                .doesNotContain("hunter2");
    }

    @Test
    void aResponseWithoutAListIsNotAnAnswer() {
        server.answer(LISTING, HttpReply.json(200, "{}"));

        assertThat(asked()).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
    }

    @Test
    void thePagesFollowTheirMarkersUpToABound() {
        server.answer(LISTING, HttpReply.json(200, "{\"Functions\":[],\"NextMarker\":\"next\"}"));

        assertThat(asked()).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(server.asked()).hasSize(100);
        assertThat(server.asked().get(1).query()).containsEntry("Marker", "next");
    }

    @Test
    void aRoleWithoutThePermissionIsDenied() {
        assertThat(asked()).isEqualTo(new NotChecked<>(Why.DENIED));
    }
}
