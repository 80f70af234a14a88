package why403.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Questions;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;

/**
 * Which records of a distribution count as forbidden, by its custom error responses. Where nobody may read these, or
 * there is no such distribution, only a 403 does.
 */
public final class ErrorMappings {

    private final Account account;
    private final RememberedMappings remembered;
    private final boolean comesAgain;

    private ErrorMappings(Account account, RememberedMappings remembered, boolean comesAgain) {
        this.account = account;
        this.remembered = remembered;
        this.comesAgain = comesAgain;
    }

    /** Of a live account: where it cannot be asked for the moment, what is asked for comes again later. */
    public static ErrorMappings live(Account account, RememberedMappings remembered) {
        return new ErrorMappings(account, remembered, true);
    }

    /** Of a recorded account, which knows as much later as now. */
    public static ErrorMappings recorded(Account account) {
        return new ErrorMappings(account, new RememberedMappings(() -> Instant.EPOCH), false);
    }

    /** @throws UnknownMappingException if the account throttles or cannot be reached, and may answer later */
    Forbidden of(String distribution) {
        return remembered.of(distribution, () -> Forbidden.under(ask(distribution)));
    }

    private ErrorMapping ask(String distribution) {
        Answer<GetDistributionResponse> answer = account.ask(Questions.distribution(distribution));
        if (comesAgain
                && answer instanceof Answer.NotChecked<?> unknown
                && unknown.why().mayPass()) {
            throw new UnknownMappingException(distribution);
        }
        return answer.found()
                .flatMap(response -> Optional.ofNullable(response.distribution()))
                .map(Distribution::distributionConfig)
                .map(DistributionConfig::customErrorResponses)
                .map(CustomErrorResponses::items)
                .map(ErrorMappings::mapping)
                .orElse(ErrorMapping.NONE);
    }

    private static ErrorMapping mapping(List<CustomErrorResponse> responses) {
        return new ErrorMapping(responses.stream()
                .filter(response -> response.errorCode() != null && isStatus(response.responseCode()))
                .collect(Collectors.toMap(
                        CustomErrorResponse::errorCode,
                        response -> Integer.parseInt(response.responseCode()),
                        (first, second) -> first)));
    }

    /** A custom error response may set only how long an error is cached; then it has no response code, or an empty one. */
    private static boolean isStatus(String responseCode) {
        return responseCode != null && responseCode.matches("[1-5][0-9]{2}");
    }
}
