package why403.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.Argument;
import why403.account.Question;

/** A question's arguments as the members of an SDK request. The {@code aws} command uses the same names. */
record RequestArguments(List<Argument> arguments) {

    static RequestArguments of(Question<?> question) {
        return new RequestArguments(question.arguments());
    }

    /** Sets them all. */
    void fill(SdkPojo request) {
        for (Argument argument : arguments) {
            SdkField<?> member = member(request, argument.member());
            member.set(
                    request, argument.value().map(value -> value(member, value)).orElse(true));
        }
    }

    /** The services disagree on the case of the first letter, which the flags of {@code aws} do not show. */
    private static SdkField<?> member(SdkPojo request, String name) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The SDK request has no member " + name));
    }

    private static Object value(SdkField<?> member, String value) {
        MarshallingType<?> type = member.marshallingType();
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(value);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(value);
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.parse(value);
        }
        return type == MarshallingType.SDK_POJO ? structure(member, value) : value;
    }

    /** A structure in the shorthand of {@code aws}: {@code StartTime=2026-11-24T12:00:00Z,EndTime=2026-11-24T12:30:00Z}. */
    private static Object structure(SdkField<?> member, String shorthand) {
        SdkPojo builder = member.constructor().get();
        for (String part : shorthand.split(",", -1)) {
            int equals = part.indexOf('=');
            SdkField<?> inner = member(builder, part.substring(0, equals));
            inner.set(builder, value(inner, part.substring(equals + 1)));
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    /** The value of the argument with that flag of the {@code aws} command. */
    Optional<String> value(String flag) {
        return arguments.stream()
                .filter(argument -> argument.flag().equals(flag))
                .findFirst()
                .flatMap(Argument::value);
    }
}
