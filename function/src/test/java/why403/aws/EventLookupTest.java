package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import why403.account.Answer;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;

/** The pages of a lookup in CloudTrail. */
class EventLookupTest {

    private static final String LOOKUP = "cloudtrail lookup-events";

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
                .ask(CloudTrailQuestions.events(
                        Attribute.SOURCE,
                        "cloudfront.amazonaws.com",
                        Instant.parse("2026-11-23T10:00:00Z"),
                        Instant.parse("2026-11-24T10:00:00Z"),
                        CloudTrailQuestions.GLOBAL));
    }

    @Test
    void fivePagesAreReadAtMostHoweverFewEventsTheyHold() {
        server.answer(
                LOOKUP,
                HttpReply.json(200, "{\"Events\":[{\"EventName\":\"GetDistribution\"}],\"NextToken\":\"next\"}"));

        assertThat(asked().found().orElseThrow().toString()).contains("GetDistribution");
        assertThat(server.asked()).hasSize(CloudTrailQuestions.MOST_PAGES);
        assertThat(server.asked().get(1).query()).containsEntry("NextToken", "next");
    }

    @Test
    void aResponseWithoutAListIsNotAnAnswer() {
        server.answer(LOOKUP, HttpReply.json(200, "{}"));

        assertThat(asked()).isEqualTo(new NotChecked<>(Why.OUT_OF_REACH));
    }
}
