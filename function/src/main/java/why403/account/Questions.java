package why403.account;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every operation that why403 asks an account. Each service has a class that creates its questions, so that only the
 * services that are asked are loaded. To add a question, add an operation to the class of its service and a method that
 * creates the question.
 */
public final class Questions {

    private Questions() {}

    /** All operations. Together, their IAM actions are the permissions that the role needs. */
    public static List<Operation<?>> operations() {
        return Stream.of(
                        CloudFrontQuestions.OPERATIONS,
                        S3Questions.OPERATIONS,
                        S3ControlQuestions.OPERATIONS,
                        KmsQuestions.OPERATIONS,
                        LambdaQuestions.OPERATIONS,
                        ApiGatewayQuestions.OPERATIONS,
                        HttpApiQuestions.OPERATIONS,
                        LoadBalancerQuestions.OPERATIONS,
                        WafQuestions.OPERATIONS,
                        CloudTrailQuestions.OPERATIONS)
                .<Operation<?>>flatMap(List::stream)
                .toList();
    }
}
