package why403.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.Argument;

/** The SDK's requests and responses by the names of their members, which are those of the {@code aws} command. */
final class Requests {

    private Requests() {}

    /** A request whose members are a question's arguments. */
    static <R> R fill(SdkBuilder<?, R> builder, List<Argument> arguments) {
        if (!(builder instanceof SdkPojo members)) {
            throw new IllegalArgumentException(builder + " is no builder of a model type");
        }
        arguments.forEach(argument -> member(members, argument.member()).set(builder, argument.value()));
        return builder.build();
    }

    private static SdkField<?> member(SdkPojo members, String name) {
        return members.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The request has no member " + name));
    }

    /**
     * Whether a response holds nothing that it should: one that was cut, or read from another service's XML. Headers
     * count only where nothing else can be there.
     */
    static boolean isEmpty(SdkPojo response) {
        boolean hasBody = response.sdkFields().stream().anyMatch(Requests::isInBody);
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
