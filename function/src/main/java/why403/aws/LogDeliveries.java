package why403.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.Delivery;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeliveryDestination;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeliveryDestinationType;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeliverySource;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliveriesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliverySourcesResponse;

/**
 * Finds where distributions deliver their standard logs v2. CloudFront is a global service, so its deliveries are in
 * us-east-1.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html">AWS: standard
 *     logging (v2)</a>
 */
public final class LogDeliveries {

    private static final String SERVICE = "cloudfront";

    private final Clients clients;

    /** Where CloudFront stores logs if the destination has no prefix of its own. */
    private static final String DEFAULT_PREFIX = "AWSLogs/";

    /**
     * A place in S3 to which logs are delivered.
     *
     * @param prefix of all keys, with a slash at its end; those of other distributions can have the same prefix
     */
    public record Place(String bucket, String prefix) {}

    public LogDeliveries(Clients clients) {
        this.clients = clients;
    }

    /**
     * The places in S3 to which the logs of a distribution are delivered.
     *
     * @param distributionArn the ARN of the distribution
     * @throws NoAccessException if the deliveries cannot be read
     */
    public List<Place> of(String distributionArn) throws NoAccessException {
        CloudWatchLogsClient logs = clients.of(
                CloudWatchLogsClient.class, CloudWatchLogsClient::builder, Optional.of(Region.US_EAST_1.id()));
        try {
            List<String> sources = sources(logs, distributionArn);
            Map<String, Place> places = new LinkedHashMap<>();
            if (!sources.isEmpty()) {
                for (Delivery delivery : deliveries(logs)) {
                    if (sources.contains(delivery.deliverySourceName())
                            && delivery.deliveryDestinationType() == DeliveryDestinationType.S3) {
                        place(logs, delivery).ifPresent(place -> places.put(delivery.id(), place));
                    }
                }
            }
            return List.copyOf(places.values());
        } catch (AwsServiceException refused) {
            String code = Optional.ofNullable(refused.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse(String.valueOf(refused.statusCode()));
            throw new NoAccessException(
                    "The log deliveries could not be read (" + code + "). Use credentials that allow"
                            + " logs:DescribeDeliverySources, logs:DescribeDeliveries and logs:GetDeliveryDestination in"
                            + " us-east-1, or name the bucket: s3://bucket/prefix.",
                    refused);
        } catch (RuntimeException failed) {
            throw new NoAccessException(CallFailure.of(failed).message("DescribeDeliveries"), failed);
        }
    }

    private static List<String> sources(CloudWatchLogsClient logs, String distributionArn) {
        List<String> names = new ArrayList<>();
        Pages.each("DescribeDeliverySources", token -> {
            DescribeDeliverySourcesResponse page =
                    logs.describeDeliverySources(request -> token.ifPresent(request::nextToken));
            page.deliverySources().stream()
                    .filter(source -> SERVICE.equals(source.service()))
                    .filter(source -> source.resourceArns().contains(distributionArn))
                    .map(DeliverySource::name)
                    .forEach(names::add);
            return Optional.ofNullable(page.nextToken());
        });
        return names;
    }

    private static List<Delivery> deliveries(CloudWatchLogsClient logs) {
        List<Delivery> all = new ArrayList<>();
        Pages.each("DescribeDeliveries", token -> {
            DescribeDeliveriesResponse page = logs.describeDeliveries(request -> token.ifPresent(request::nextToken));
            all.addAll(page.deliveries());
            return Optional.ofNullable(page.nextToken());
        });
        return all;
    }

    private static Optional<Place> place(CloudWatchLogsClient logs, Delivery delivery) {
        String name =
                Arn.fromString(delivery.deliveryDestinationArn()).resource().resource();
        DeliveryDestination destination =
                logs.getDeliveryDestination(request -> request.name(name)).deliveryDestination();
        return Optional.ofNullable(destination.deliveryDestinationConfiguration())
                .flatMap(configuration -> Optional.ofNullable(configuration.destinationResourceArn()))
                .map(Arn::fromString)
                .map(Arn::resourceAsString)
                .map(LogDeliveries::place);
    }

    private static Place place(String resource) {
        int slash = resource.indexOf('/');
        String prefix = slash < 0 ? "" : resource.substring(slash + 1);
        return new Place(
                slash < 0 ? resource : resource.substring(0, slash),
                prefix.isEmpty() ? DEFAULT_PREFIX : prefix.endsWith("/") ? prefix : prefix + "/");
    }
}
