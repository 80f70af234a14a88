package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.account.Answer;
import why403.account.Question;
import why403.cause.NotChecked;

/** What the checks of one diagnosis share: the incident's records and the account, each question asked once. */
public interface IncidentContext {

    String distributionId();

    /**
     * The distribution as it is configured now, with its id and its configuration; empty where it is gone, another
     * account's, or could not be read.
     */
    Optional<Distribution> distribution();

    /** Asks the account once a diagnosis; what could not be looked at ends up in the notice's {@code notChecked}. */
    <T extends SdkPojo> Answer<T> ask(Question<T> question);

    /**
     * What an answer holds of what was asked for. One that holds none of it ends up in {@code notChecked} as well.
     *
     * @param part finds it in the answer; an SDK getter gives {@code null} for what an answer leaves out
     */
    default <T extends SdkPojo, V> Optional<V> find(Question<T> question, Function<T, Optional<V>> part) {
        return ask(question).found().flatMap(part);
    }

    /** All examined records, in the order of time. */
    List<ForbiddenRequest> requests();

    /** What could not be looked at so far, one entry an IAM action, in the order of the questions. */
    default List<NotChecked> notChecked() {
        return List.of();
    }
}
