package why403.diagnosis.request;

import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudfront.model.Distribution;

/**
 * A distribution's ARN, which resource policies name as {@code AWS:SourceArn}.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param account the number of the account that owns the distribution
 */
public record DistributionArn(String arn, String partition, String account) {

    /** The ARN that GetDistribution answered; empty if it answered none, or something else. */
    public static Optional<DistributionArn> of(Distribution distribution) {
        return Optional.ofNullable(distribution.arn())
                .flatMap(Arn::tryFromString)
                .filter(arn -> arn.service().equals("cloudfront"))
                .flatMap(arn ->
                        arn.accountId().map(account -> new DistributionArn(arn.toString(), arn.partition(), account)));
    }
}
