package why403.account;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** The answer to a question. */
public sealed interface Answer<T extends SdkPojo> {

    /** The value, if there is one; empty for any other answer. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** Whether AWS answered with that error code. */
    default boolean refusedAs(String code) {
        return this instanceof Refused<T> refused && refused.code().equals(code);
    }

    /** The account answered. */
    record Found<T extends SdkPojo>(T value) implements Answer<T> {}

    /**
     * AWS answered with an error code about the resource. Such a code is a fact, like a value.
     *
     * @param code the code of AWS, such as {@code NoSuchBucketPolicy}, or {@code 404} from HeadObject
     * @param message the message of AWS
     */
    record Refused<T extends SdkPojo>(String code, String message) implements Answer<T> {}

    /** The resource could not be checked, so nothing is known about it. */
    record NotChecked<T extends SdkPojo>(Why why) implements Answer<T> {}

    /** Why a resource could not be checked. */
    enum Why {
        /** The role lacks one of the question's IAM actions. */
        DENIED,
        /** AWS throttled the call, and the retries did not help. */
        THROTTLED,
        /** There was no answer, or none that could be read. */
        OUT_OF_REACH,
        /** The replay has no recording of the answer. */
        NOT_RECORDED,
        /** Somebody asked not to use the account. */
        NOT_ASKED;

        /** Whether the same question can succeed a little later. */
        public boolean mayPass() {
            return this == THROTTLED || this == OUT_OF_REACH;
        }
    }
}
