package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

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
        for (SdkField<?> field : response.sdkFields()) {
            JsonNode value = printed.path(field.memberName());
            if (!value.isMissingNode()) {
                wire.member(field, value);
            }
        }
        return new HttpReply(200, wire.headers, wire.body.toString());
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
        body.append('<').append(field.unmarshallLocationName()).append('>');
        content(field, value);
        body.append("</").append(field.unmarshallLocationName()).append('>');
    }

    private void content(SdkField<?> field, JsonNode value) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo structure = field.constructor().get();
            for (SdkField<?> member : structure.sdkFields()) {
                if (value.has(member.memberName())) {
                    element(member, value.get(member.memberName()));
                }
            }
        } else if (field.marshallingType() == MarshallingType.LIST) {
            ListTrait list = field.getRequiredTrait(ListTrait.class);
            value.forEach(item -> {
                body.append('<').append(list.memberLocationName()).append('>');
                content(list.memberFieldInfo(), item);
                body.append("</").append(list.memberLocationName()).append('>');
            });
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
