package why403.aws;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Looks at the members of any SDK response. */
final class SdkMembers {

    private SdkMembers() {}

    /**
     * Whether a response has no content: it was cut, or the SDK parsed another service's XML. Headers count only if the
     * response type has no body. A list that is present and has no items is content.
     */
    static boolean isEmpty(SdkPojo response) {
        boolean hasBody = response.sdkFields().stream().anyMatch(SdkMembers::isInBody);
        return response.sdkFields().stream()
                .filter(field -> !hasBody || isInBody(field))
                .allMatch(field -> isEmpty(field.getValueOrDefault(response)));
    }

    private static boolean isInBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD;
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof SdkPojo structure) {
            return isEmpty(structure);
        }
        return value == null || value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>;
    }
}
