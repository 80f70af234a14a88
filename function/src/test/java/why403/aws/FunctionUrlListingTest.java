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
import why403.account.Question;

/** The URLs of a Lambda function, and what is asked about an alias. */
class FunctionUrlListingTest {

    private static final Question<?> URLS = LambdaQuestions.functionUrls("render", Optional.of("eu-west-1"));
    private static final String LISTING = "lambda list-function-url-configs";

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

    private Answer<?> asked(Question<?> question) {
        return LocalClients.account(clients, true, problems::add).ask(question);
    }

    @Test
    void aFunctionWithoutUrlsIsAnAnswer() {
        server.answer(LISTING, HttpReply.json(200, "{\"FunctionUrlConfigs\":[],\"NextMarker\":null}"));

        assertThat(asked(URLS).found()).isPresent();
        assertThat(problems).isEmpty();
    }

    @Test
    void aResponseWithoutAListIsNotAnAnswer() {
        server.answer(LISTING, HttpReply.json(200, "{}"));

        assertThat(asked(URLS)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
    }

    @Test
    void thePagesFollowTheirMarkers() {
        server.answer(LISTING, HttpReply.json(200, "{\"FunctionUrlConfigs\":[],\"NextMarker\":\"next\"}"));

        assertThat(asked(URLS)).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
        assertThat(server.asked()).hasSize(100);
        assertThat(server.asked().get(0).query()).doesNotContainKey("Marker");
        assertThat(server.asked().get(1).query()).containsEntry("Marker", "next");
    }

    @Test
    void theAliasIsSentAsTheQualifier() {
        asked(LambdaQuestions.functionPolicy("render:live", Optional.of("eu-west-1")));
        asked(LambdaQuestions.functionPolicy("render", Optional.of("eu-west-1")));

        assertThat(server.asked().get(0).query()).containsEntry("Qualifier", "live");
        assertThat(server.asked().get(1).query()).isEmpty();
        assertThat(server.asked())
                .extracting(ParsedRequest::arguments)
                .containsExactly(List.of("render:live"), List.of("render"));
    }
}
