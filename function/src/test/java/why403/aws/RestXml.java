package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/**
 * Converts what {@code aws} printed to a response of the REST-XML protocol: some members become headers, one becomes the
 * body. The SDK's fields say where each member belongs.
 */
final class RestXml {

    private final Map<String, String> headers = new HashMap<>();
    private final StringBuilder body = new StringBuilder();

    private RestXml() {}

    /** @param response an object of the response type, for its fields */
    static HttpReply answer(SdkPojo response, JsonNode printed) {
        RestXml wire = new RestXml();
        boolean payload = response.sdkFields().stream().anyMatch(field -> field.containsTrait(PayloadTrait.class));
        wire.members(response, printed);
        String body = payload || wire.body.isEmpty() ? wire.body.toString() : "<Result>" + wire.body + "</Result>";
        return new HttpReply(200, wire.headers, body);
    }

    /** The same in the query protocol, which wraps the members in two elements that have the operation's name. */
    static HttpReply query(String operation, SdkPojo response, JsonNode printed) {
        RestXml wire = new RestXml();
        wire.members(response, printed);
        return HttpReply.text(
                200,
                "text/xml",
                "<" + operation + "Response><" + operation + "Result>" + wire.body + "</" + operation + "Result></"
                        + operation + "Response>");
    }

    private void members(SdkPojo response, JsonNode printed) {
        for (SdkField<?> field : response.sdkFields()) {
            JsonNode value = printed.path(field.memberName());
            if (!value.isMissingNode()) {
                member(field, value);
            }
        }
    }

    private void member(SdkField<?> field, JsonNode value) {
        String name = field.unmarshallLocationName();
        if (field.location() == MarshallLocation.HEADER && value.isObject()) {
            value.properties()
                    .forEach(entry ->
                            headers.put(name + entry.getKey(), entry.getValue().asText()));
        } else if (field.location() == MarshallLocation.HEADER) {
            headers.put(name, field.marshallingType() == MarshallingType.INSTANT ? httpDate(value) : value.asText());
        } else if (field.containsTrait(PayloadTrait.class) && field.marshallingType() == MarshallingType.STRING) {
            body.append(value.asText());
        } else {
            headers.put("Content-Type", "text/xml");
            element(field, value);
        }
    }

    private static String httpDate(JsonNode time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant(time).atOffset(ZoneOffset.UTC));
    }

    private static Instant instant(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant();
    }

    private void element(SdkField<?> field, JsonNode value) {
        if (field.marshallingType() == MarshallingType.LIST
                && field.getRequiredTrait(ListTrait.class).isFlattened()) {
            SdkField<?> item = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            value.forEach(each -> element(field.unmarshallLocationName(), item, each));
        } else {
            element(field.unmarshallLocationName(), field, value);
        }
    }

    private void element(String name, SdkField<?> field, JsonNode value) {
        body.append('<').append(name);
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            attributes(field.constructor().get(), value);
        }
        body.append('>');
        content(field, value);
        body.append("</").append(name).append('>');
    }

    /** S3 writes the type of a grantee as an attribute. */
    private void attributes(SdkPojo structure, JsonNode value) {
        for (SdkField<?> member : structure.sdkFields()) {
            if (member.containsTrait(XmlAttributeTrait.class) && value.has(member.memberName())) {
                body.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ")
                        .append(member.unmarshallLocationName())
                        .append("=\"")
                        .append(escaped(value.get(member.memberName()).asText()))
                        .append('"');
            }
        }
    }

    private void content(SdkField<?> field, JsonNode value) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo structure = field.constructor().get();
            for (SdkField<?> member : structure.sdkFields()) {
                if (value.has(member.memberName()) && !member.containsTrait(XmlAttributeTrait.class)) {
                    element(member, value.get(member.memberName()));
                }
            }
        } else if (field.marshallingType() == MarshallingType.LIST) {
            ListTrait list = field.getRequiredTrait(ListTrait.class);
            String name = Optional.ofNullable(list.memberLocationName()).orElse("member");
            value.forEach(item -> element(name, list.memberFieldInfo(), item));
        } else {
            body.append(escaped(
                    field.marshallingType() == MarshallingType.INSTANT
                            ? instant(value).toString()
                            : value.asText()));
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
