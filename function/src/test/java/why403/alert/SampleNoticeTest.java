package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import why403.json.JsonTree;

/** Every form of the sample says that it is one, and looks like a real notice otherwise. */
class SampleNoticeTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:12:31.250Z");

    private final RenderedNotice sample = SampleNotice.at(NOW);

    @Test
    void theSampleAlerts() {
        assertThat(sample.alerts()).isTrue();
        assertThat(sample.attributes().byName())
                .isEqualTo(Map.of(
                        "event",
                        "opened",
                        "distributionId",
                        "E2EXAMPLE",
                        "cause",
                        "s3-grant-missing",
                        "kind",
                        "misconfiguration"));
    }

    @Test
    void everyFormSaysThatItIsASample() throws JsonProcessingException {
        assertThat(sample.subject()).startsWith("[why403] SAMPLE, nothing is wrong: ");
        assertThat(sample.text())
                .startsWith(
                        "SAMPLE: This is a sample that somebody requested to test the notifications. Nothing is wrong");
        JsonNode slack = SlackContract.check(sample.slack());
        assertThat(slack.at("/content/title").textValue()).startsWith("SAMPLE, nothing is wrong: ");
        assertThat(slack.at("/content/description").textValue()).startsWith("SAMPLE: ");
        assertThat(slack.at("/metadata/summary").textValue()).startsWith("SAMPLE, ");
        assertThat(JsonTree.read(sample.json()).path("incidentId").textValue())
                .isEqualTo("sample-E2EXAMPLE-2026-11-24T10:02:00Z");
        assertThat(JsonTree.read(sample.json()).at("/causes/0/evidence/0").textValue())
                .startsWith("This is a sample");
    }

    @Test
    void itsJsonHasTheMembersOfARealNotice() throws JsonProcessingException {
        String real =
                new Renderer().render(ExampleNotice.MISCONFIGURATION.notice()).json();
        Set<String> realNames = names(JsonTree.read(real), "");
        realNames.removeIf(name -> name.startsWith("causes/change/"));
        assertThat(names(JsonTree.read(sample.json()), "")).containsAll(realNames);
        assertThat(JsonTree.read(sample.json()).properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "event",
                        "incidentId",
                        "distributionId",
                        "scope",
                        "at",
                        "spike",
                        "where",
                        "causes",
                        "notChecked");
        assertThat(JsonTree.read(sample.json()).path("at").textValue()).isEqualTo("2026-11-24T10:12:31Z");
    }

    private static Set<String> names(JsonNode node, String path) {
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            names.add(path + member.getKey());
            names.addAll(names(member.getValue(), path + member.getKey() + "/"));
        }
        if (node.isArray()) {
            node.forEach(item -> names.addAll(names(item, path)));
        }
        return names;
    }

    @Test
    void theSampleShowsNoChangeBecauseNoCauseHasOneYet() throws JsonProcessingException {
        assertThat(sample.text()).doesNotContain("CHANGED");
        assertThat(JsonTree.read(sample.json()).at("/causes/0/change").isNull()).isTrue();
    }

    @Test
    void theSampleHasTheLinksOfTheDeployment() {
        NoticeLinks links = new NoticeLinks(
                Optional.of("https://example.com/dashboard"), Optional.of("https://example.com/causes"));

        assertThat(SampleNotice.at(NOW, new Renderer(links)).text())
                .contains("https://example.com/dashboard\n", "https://example.com/causes#s3-grant-missing\n");
    }

    @Test
    void theSameMomentGivesTheSameBytes() {
        assertThat(SampleNotice.at(NOW)).isEqualTo(sample);
    }
}
