package why403.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.account.Account;
import why403.account.Questions;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;

/**
 * Which records of a distribution count as forbidden, by its custom error responses. Where these cannot be read, only
 * a 403 does. Each distribution is asked for once.
 */
final class ErrorMappings {

    private final Account account;
    private final Map<String, Forbidden> byDistribution = new HashMap<>();

    ErrorMappings(Account account) {
        this.account = account;
    }

    Forbidden of(String distribution) {
        return byDistribution.computeIfAbsent(distribution, id -> Forbidden.under(ask(id)));
    }

    private ErrorMapping ask(String distribution) {
        return account.ask(Questions.distribution(distribution))
                .found()
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
