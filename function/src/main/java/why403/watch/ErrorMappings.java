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
 * Which records of a distribution count as forbidden, according to its custom error responses. If these cannot be read
 * or the distribution does not exist, only a 403 counts.
 */
public final class ErrorMappings {

    private final Account account;
    private final ErrorMappingCache remembered;
    private final boolean canRetry;

    private ErrorMappings(Account account, ErrorMappingCache remembered, boolean canRetry) {
        this.account = account;
        this.remembered = remembered;
        this.canRetry = canRetry;
    }

    /** The mappings of a live account. If it does not answer now, the caller must try again later. */
    public static ErrorMappings live(Account account, ErrorMappingCache remembered) {
        return new ErrorMappings(account, remembered, true);
    }

    /** The mappings of a recorded account. Trying again would not change its answers. */
    public static ErrorMappings recorded(Account account) {
        return new ErrorMappings(account, new ErrorMappingCache(() -> Instant.EPOCH), false);
    }

    /** @throws UnknownMappingException if the account throttles or cannot be reached, and can answer later */
    Forbidden of(String distribution) {
        return remembered.of(distribution, () -> Forbidden.under(ask(distribution)));
    }

    private ErrorMapping ask(String distribution) {
        Answer<GetDistributionResponse> answer = account.ask(Questions.distribution(distribution));
        if (canRetry
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

    /** A custom error response can set only the caching time of an error. Then its response code is missing or empty. */
    private static boolean isStatus(String responseCode) {
        return responseCode != null && responseCode.matches("[1-5][0-9]{2}");
    }
}
