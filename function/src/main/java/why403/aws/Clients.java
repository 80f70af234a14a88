package why403.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.endpoints.S3ControlEndpointProvider;
import software.amazon.awssdk.services.sns.SnsClient;
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
    private final Map<Place, SdkAutoCloseable> clients = new ConcurrentHashMap<>();

    /** A client is for one service and one region. */
    private record Place(Class<?> service, Region region) {}

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
        return client(
                DynamoDbClient.class,
                home,
                region -> configured(DynamoDbClient.builder(), region, ClientTimeouts.forTable())
                        .build());
    }

    /** The client for a topic, in the topic's region. */
    public SnsClient sns(TopicArn topic) {
        return client(
                SnsClient.class,
                Region.of(topic.region()),
                region -> configured(SnsClient.builder(), region, ClientTimeouts.forTopic())
                        .build());
    }

    /** CloudFront is a global service: one client serves all regions. */
    CloudFrontClient cloudFront() {
        return of(CloudFrontClient.class, CloudFrontClient::builder, Optional.of(Region.AWS_GLOBAL.id()));
    }

    /** If the bucket is in another region, the SDK repeats the request there. */
    S3Client s3(Optional<String> region) {
        return client(
                S3Client.class,
                at(region),
                resolved -> configured(S3Client.builder(), resolved, timeouts)
                        .crossRegionAccessEnabled(true)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .build());
    }

    /**
     * The SDK puts the number of the account before the host, also before that of a custom endpoint, where nothing has such
     * a name. The request names the account in a header as well.
     */
    S3ControlClient s3Control(Optional<String> region) {
        return of(
                S3ControlClient.class,
                () -> S3ControlClient.builder()
                        .endpointProvider(request -> S3ControlEndpointProvider.defaultProvider()
                                .resolveEndpoint(request)
                                .thenApply(endpoint -> request.endpoint() == null
                                        ? endpoint
                                        : endpoint.toBuilder()
                                                .url(URI.create(request.endpoint()))
                                                .build())),
                region);
    }

    /**
     * A client with the timeouts for the account's APIs. Its service is loaded when it is first asked for.
     *
     * @param region the home region if empty
     */
    <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C of(
            Class<C> service, Supplier<B> builder, Optional<String> region) {
        return client(
                service,
                at(region),
                resolved -> configured(builder.get(), resolved, timeouts).build());
    }

    private <C extends SdkAutoCloseable> C client(Class<C> service, Region region, Function<Region, C> create) {
        return service.cast(clients.computeIfAbsent(new Place(service, region), place -> create.apply(place.region())));
    }

    private Region at(Optional<String> region) {
        return region.map(Region::of).orElse(home);
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
        clients.values().forEach(SdkAutoCloseable::close);
        http.close();
    }
}
