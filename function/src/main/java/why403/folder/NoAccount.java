package why403.folder;

import software.amazon.awssdk.core.SdkPojo;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;

/** Answers nothing, for a diagnosis from the logs alone. */
public final class NoAccount implements Account {

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return new Answer.NotChecked<>(Answer.Why.NOT_ASKED);
    }
}
