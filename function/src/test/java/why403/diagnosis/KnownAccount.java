package why403.diagnosis;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.Question;
import why403.diagnosis.s3.S3Case;

/** An account of which only the answers of a test are known, and in which nothing was changed. */
public final class KnownAccount implements Account {

    public static final String ID = "E2EXAMPLE";

    private final Map<Question<?>, Answer<?>> answers = new HashMap<>();
    private final Map<String, FunctionUrlConfig> functionUrls = new HashMap<>();

    public static KnownAccount with(DistributionConfig config) {
        return new KnownAccount()
                .answering(
                        CloudFrontQuestions.distribution(ID),
                        new Answer.Found<>(GetDistributionResponse.builder()
                                .distribution(Distribution.builder()
                                        .id(ID)
                                        .arn(S3Case.ARN)
                                        .domainName("d111111abcdef8.cloudfront.net")
                                        .distributionConfig(config)
                                        .build())
                                .build()));
    }

    public static KnownAccount withoutRecordings() {
        return new KnownAccount();
    }

    public <T extends SdkPojo> KnownAccount answering(Question<T> question, Answer<T> answer) {
        answers.put(question, answer);
        return this;
    }

    public <T extends SdkPojo> KnownAccount finding(Question<T> question, T value) {
        return answering(question, new Answer.Found<>(value));
    }

    /** A function has this URL. */
    public KnownAccount functionUrl(FunctionUrlConfig config) {
        functionUrls.put(URI.create(config.functionUrl()).getHost(), config);
        return this;
    }

    @Override
    public Optional<FunctionUrlConfig> functionUrl(String host) {
        return Optional.ofNullable(functionUrls.get(host));
    }

    @Override
    @SuppressWarnings("unchecked") // an answer is put under a question of its type
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return (Answer<T>) answers.getOrDefault(
                question,
                question.service().equals("cloudtrail")
                        ? new Answer.Found<>(
                                LookupEventsResponse.builder().events(List.of()).build())
                        : new Answer.NotChecked<>(Answer.Why.NOT_RECORDED));
    }
}
