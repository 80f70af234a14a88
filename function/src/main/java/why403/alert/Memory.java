package why403.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import why403.diagnosis.Diagnosis;
import why403.json.JsonTree;

/** What is kept with an incident: the diagnosis last told, and notices that are still to be published. */
public final class Memory {

    private final DiagnosisJson diagnosisJson = new DiagnosisJson();

    /** The diagnosis as text, for {@link #unpackDiagnosis}. */
    public String pack(Diagnosis diagnosis) {
        return JsonTree.write(diagnosisJson.whole(diagnosis));
    }

    /**
     * The diagnosis that was packed.
     *
     * @throws IllegalArgumentException if the text is no packed diagnosis
     */
    public Diagnosis unpackDiagnosis(String packed) {
        return diagnosisJson.read(tree(packed));
    }

    /** The notice as text, for {@link #unpackNotice}; equal notices give equal texts. */
    public String pack(RenderedNotice notice) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", notice.id());
        node.put("alerts", notice.alerts());
        node.put("subject", notice.subject());
        node.put("text", notice.text());
        node.put("json", notice.json());
        return JsonTree.write(node);
    }

    /**
     * The notice that was packed, byte for byte.
     *
     * @throws IllegalArgumentException if the text is no packed notice
     */
    public RenderedNotice unpackNotice(String packed) {
        JsonNode node = tree(packed);
        return new RenderedNotice(
                node.path("id").asText(),
                node.path("alerts").asBoolean(),
                node.path("subject").asText(),
                node.path("text").asText(),
                node.path("json").asText());
    }

    private JsonNode tree(String packed) {
        try {
            return JsonTree.read(packed);
        } catch (JsonProcessingException cut) {
            throw new IllegalArgumentException("What is kept with the incident is not what this release writes", cut);
        }
    }
}
