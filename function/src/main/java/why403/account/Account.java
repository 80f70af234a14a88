package why403.account;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** Answers questions about an AWS account. */
public interface Account {

    /** The answer to a question. A failure of the account, the network or a recording is an answer, never an exception. */
    <T extends SdkPojo> Answer<T> ask(Question<T> question);

    /** The IAM actions that a question needs, which depend on whether this account allows objects to be read. */
    default List<String> actions(Question<?> question) {
        return question.actions();
    }
}
