package why403.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK clients. Each client is created on first use and then reused. Without an explicit endpoint, the SDK follows
 * {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}.
 */
public final class Clients implements AutoCloseable {

    private final Region home;
    private final AwsCredentialsProvider credentials;
    private final ClientTimeouts timeouts;
    private final Optional<URI> endpoint;
    private final SdkHttpClient http;
    private final Map<Region, CloudFrontClient> cloudFront = new ConcurrentHashMap<>();
    private final Map<Region, S3Client> s3 = new ConcurrentHashMap<>();
    private final Map<Region, Wafv2Client> waf = new ConcurrentHashMap<>();
    private final Map<Region, DynamoDbClient> dynamoDb = new ConcurrentHashMap<>();
    private final Map<Region, SnsClient> sns = new ConcurrentHashMap<>();

    /**
     * Creates no client yet.
     *
     * @param home the region for the table, and for buckets whose region is not known
     * @param timeouts for all clients except those of the table and the topic, which have their own
     * @param endpoint replaces the AWS endpoints of all services
     */
    public Clients(Region home, AwsCredentialsProvider credentials, ClientTimeouts timeouts, Optional<URI> endpoint) {
        this(home, credentials, timeouts, endpoint, http(timeouts));
    }

    private Clients(
            Region home,
            AwsCredentialsProvider credentials,
            ClientTimeouts timeouts,
            Optional<URI> endpoint,
            SdkHttpClient http) {
        this.home = home;
        this.credentials = credentials;
        this.timeouts = timeouts;
        this.endpoint = endpoint;
        this.http = http;
    }

    /** Clients that send through the given HTTP client. Closing the clients closes the HTTP client. */
    public static Clients over(
            SdkHttpClient http, Region home, AwsCredentialsProvider credentials, ClientTimeouts timeouts) {
        return new Clients(home, credentials, timeouts, Optional.empty(), http);
    }

    private static SdkHttpClient http(ClientTimeouts timeouts) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(timeouts.attemptTimeout())
                .socketTimeout(timeouts.attemptTimeout())
                .build();
    }

    /** The client for the table, which is in the home region. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb.computeIfAbsent(
                home,
                region -> configured(DynamoDbClient.builder(), region, ClientTimeouts.forTable())
                        .build());
    }

    /** The client for a topic, in the topic's region. */
    public SnsClient sns(TopicArn topic) {
        return sns.computeIfAbsent(
                Region.of(topic.region()),
                region -> configured(SnsClient.builder(), region, ClientTimeouts.forTopic())
                        .build());
    }

    /** CloudFront is a global service: one client serves all regions. */
    CloudFrontClient cloudFront() {
        return cloudFront.computeIfAbsent(
                Region.AWS_GLOBAL,
                region -> configured(CloudFrontClient.builder(), region).build());
    }

    /** If the bucket is in another region, the SDK repeats the request there. */
    S3Client s3(Optional<String> region) {
        return s3.computeIfAbsent(
                region.map(Region::of).orElse(home),
                resolved -> configured(S3Client.builder(), resolved)
                        .crossRegionAccessEnabled(true)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .build());
    }

    Wafv2Client waf(Optional<String> region) {
        return waf.computeIfAbsent(
                region.map(Region::of).orElse(home),
                resolved -> configured(Wafv2Client.builder(), resolved).build());
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, Region region) {
        return configured(builder, region, timeouts);
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, Region region, ClientTimeouts clientTimeouts) {
        builder.region(region)
                .overrideConfiguration(clientTimeouts.configuration())
                .credentialsProvider(credentials)
                .httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }

    @Override
    public void close() {
        Stream.of(cloudFront, s3, waf, dynamoDb, sns)
                .flatMap(clients -> clients.values().stream())
                .forEach(SdkAutoCloseable::close);
        http.close();
    }
}
