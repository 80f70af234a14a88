package why403.account;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** An AWS account that can be asked. */
public interface Account {

    /** Never throws for anything that the account, the network or a recording did: the answer says it. */
    <T extends SdkPojo> Answer<T> ask(Question<T> question);

    /** The IAM actions that a question needs of this account, which may let objects be read or not. */
    default List<String> actions(Question<?> question) {
        return question.actions();
    }
}
