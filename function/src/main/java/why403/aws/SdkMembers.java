package why403.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.Argument;

/** Accesses SDK requests and responses by member name. The {@code aws} command uses the same names. */
final class SdkMembers {

    private SdkMembers() {}

    /** Builds a request from a question's arguments. */
    static <R> R fill(SdkBuilder<?, R> builder, List<Argument> arguments) {
        if (!(builder instanceof SdkPojo members)) {
            throw new IllegalArgumentException(builder + " does not build an SDK model type");
        }
        arguments.forEach(argument -> member(members, argument.member()).set(builder, argument.value()));
        return builder.build();
    }

    private static SdkField<?> member(SdkPojo members, String name) {
        return members.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The SDK request has no member " + name));
    }

    /**
     * Whether a response has no content: it was cut, or the SDK parsed another service's XML. Headers count only if the
     * response type has no body.
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
        return value == null
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> entries && entries.isEmpty());
    }
}
