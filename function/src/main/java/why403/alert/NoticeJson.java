package why403.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import why403.cause.Diagnosis;
import why403.json.JsonTree;
import why403.spike.SpikeNumbers;

/** The line that a program reads. */
final class NoticeJson {

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final DiagnosisJson diagnosisJson = new DiagnosisJson();

    String line(Notice notice) {
        ObjectNode line = nodes.objectNode();
        line.put("event", notice.eventName());
        line.put("incidentId", notice.incident().id());
        line.put("distributionId", notice.incident().distributionId());
        line.put("scope", notice.incident().scope().name());
        line.put("at", notice.at().toString());
        line.set("spike", spike(notice));
        Diagnosis diagnosis = notice.diagnosis();
        line.set("where", diagnosisJson.where(diagnosis.where()));
        line.set("causes", diagnosisJson.causes(diagnosis.causes()));
        line.set("notChecked", diagnosisJson.notChecked(diagnosis.notChecked()));
        return JsonTree.write(line);
    }

    private ObjectNode spike(Notice notice) {
        SpikeNumbers numbers = notice.spike();
        ObjectNode spike = nodes.objectNode();
        spike.put("from", numbers.from().toString());
        spike.put("to", numbers.to().toString());
        spike.put("requests", numbers.requests());
        spike.put("forbidden", numbers.forbidden());
        spike.put("rate", Thousandths.nearest(numbers.rate()));
        spike.put("usualRate", Thousandths.nearest(numbers.usualRate()));
        spike.put("atLeast", Thousandths.below(numbers.atLeast()));
        spike.put("clients", notice.diagnosis().clients());
        spike.put("oneClient", notice.incident().oneClient());
        return spike;
    }
}
