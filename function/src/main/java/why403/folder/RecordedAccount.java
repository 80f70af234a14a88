package why403.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Answer.Found;
import why403.account.Answer.NotChecked;
import why403.account.Answer.Why;
import why403.account.ErrorCode;
import why403.account.Question;

/**
 * An account whose answers were recorded: each answer is a file as {@code aws … --output json} prints it, and each error is
 * a file named {@code ….error.json}. Not thread-safe.
 */
public final class RecordedAccount implements Account {

    private static final String DISTRIBUTIONS = "cloudfront/get-distribution";
    private static final String JSON = ".json";
    private static final String ERROR = ".error.json";

    private final Confined folder;
    private final Recordings recordings;
    private final Map<String, Question<?>> missing = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /** @param folder contains a folder for each service; if it does not exist, nothing is recorded */
    public RecordedAccount(Path folder) {
        this.folder = new Confined(folder);
        this.recordings = new Recordings(this.folder);
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        if (!folder.canHold(question.errorPath())) {
            return unreadable(question.recordingPath(), Confined.UNNAMEABLE);
        }
        boolean answered = folder.holds(question.recordingPath());
        boolean refused = folder.holds(question.errorPath());
        if (answered && refused) {
            return both(question.recordingPath(), question.errorPath());
        }
        if (answered) {
            return answer(question.recordingPath(), question.answer());
        }
        return refused ? refusal(question) : notRecorded(question);
    }

    private <T extends SdkPojo> Answer<T> both(String path, String errorPath) {
        return unreadable(path, errorPath + " exists, too; delete one of the two");
    }

    private <T extends SdkPojo> Answer<T> answer(String path, SdkBuilder<?, T> builder) {
        try {
            return new Found<>(recordings.answer(path, builder));
        } catch (UnreadableRecordingException e) {
            return unreadable(path, e.getMessage());
        }
    }

    private <T extends SdkPojo> Answer<T> refusal(Question<T> question) {
        try {
            RecordedError error = recordings.refusal(question.errorPath());
            return ErrorCode.answer(error.code(), error.message());
        } catch (UnreadableRecordingException e) {
            return unreadable(question.errorPath(), e.getMessage());
        }
    }

    private <T extends SdkPojo> Answer<T> notRecorded(Question<T> question) {
        missing.putIfAbsent(question.recordingPath(), question);
        return new NotChecked<>(Why.NOT_RECORDED);
    }

    private <T extends SdkPojo> Answer<T> unreadable(String path, String why) {
        problems.add("Cannot read the recording " + folder.root() + "/" + path + ": " + why + ".");
        return new NotChecked<>(Why.OUT_OF_REACH);
    }

    /**
     * Every distribution whose {@code get-distribution} is recorded, in the order of the file names. A recording that cannot
     * be read is left out and becomes a problem.
     */
    public List<Distribution> distributions() {
        List<Distribution> distributions = new ArrayList<>();
        for (String name : folder.names(DISTRIBUTIONS)) {
            if (name.endsWith(JSON) && !name.endsWith(ERROR)) {
                distribution(DISTRIBUTIONS + "/" + name.substring(0, name.length() - JSON.length()))
                        .ifPresent(distributions::add);
            }
        }
        return distributions;
    }

    private Optional<Distribution> distribution(String name) {
        Answer<GetDistributionResponse> answer = folder.holds(name + ERROR)
                ? both(name + JSON, name + ERROR)
                : answer(name + JSON, GetDistributionResponse.builder());
        return answer.found().map(GetDistributionResponse::distribution);
    }

    @Override
    public Optional<FunctionUrlConfig> functionUrl(String host) {
        return new RecordedFunctionUrls(folder, recordings).at(host);
    }

    /**
     * The questions that were asked and have no recording, in the order of the questions. Of several questions with the same
     * recording, such as those that name a key by its id and by its ARN, this is the first.
     */
    public List<Question<?>> missing() {
        return List.copyOf(missing.values());
    }

    /** One sentence for each recording that was needed and could not be read, in the order of the questions. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
