package why403.account;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** What came of a question. */
public sealed interface Answer<T extends SdkPojo> {

    /** What was found; empty where nothing was, for whatever reason. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** Whether AWS refused with that code. */
    default boolean refusedAs(String code) {
        return this instanceof Refused<T> refused && refused.code().equals(code);
    }

    /** The account answered. */
    record Found<T extends SdkPojo>(T value) implements Answer<T> {}

    /**
     * AWS answered that the resource is not so: a fact about the resource, as good as a value.
     *
     * @param code AWS's own, such as {@code NoSuchBucketPolicy}; HeadObject's is {@code 404}
     * @param message AWS's own
     */
    record Refused<T extends SdkPojo>(String code, String message) implements Answer<T> {}

    /** Nobody could look, so nothing is known of the resource. */
    record NotChecked<T extends SdkPojo>(Why why) implements Answer<T> {}

    /** Why nobody could look. */
    enum Why {
        /** The role lacks one of the question's IAM actions. */
        DENIED,
        /** AWS asked to come again later, more often than was waited for. */
        THROTTLED,
        /** No answer came, or none that could be understood. */
        OUT_OF_REACH,
        /** A replay's recordings do not hold it. */
        NOT_RECORDED;

        /** Whether the same question may be answered a little later. */
        public boolean mayPass() {
            return this == THROTTLED || this == OUT_OF_REACH;
        }
    }
}
