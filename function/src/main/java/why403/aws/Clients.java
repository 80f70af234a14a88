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
 * The SDK's clients, each made when it is first asked for and kept. The SDK itself honours {@code AWS_ENDPOINT_URL} and
 * {@code AWS_ENDPOINT_URL_<SERVICE>} where no endpoint is given here.
 */
public final class Clients implements AutoCloseable {

    private final Region home;
    private final AwsCredentialsProvider credentials;
    private final Patience patience;
    private final Optional<URI> endpoint;
    private final SdkHttpClient http;
    private final Map<Region, CloudFrontClient> cloudFront = new ConcurrentHashMap<>();
    private final Map<Region, S3Client> s3 = new ConcurrentHashMap<>();
    private final Map<Region, Wafv2Client> waf = new ConcurrentHashMap<>();
    private final Map<Region, DynamoDbClient> dynamoDb = new ConcurrentHashMap<>();
    private final Map<Region, SnsClient> sns = new ConcurrentHashMap<>();

    /**
     * Makes none yet.
     *
     * @param home where a bucket is looked for whose region is not known
     * @param patience of all clients but the table's and the topics', which have their own
     * @param endpoint where every service is, in place of AWS
     */
    public Clients(Region home, AwsCredentialsProvider credentials, Patience patience, Optional<URI> endpoint) {
        this(home, credentials, patience, endpoint, http(patience));
    }

    private Clients(
            Region home,
            AwsCredentialsProvider credentials,
            Patience patience,
            Optional<URI> endpoint,
            SdkHttpClient http) {
        this.home = home;
        this.credentials = credentials;
        this.patience = patience;
        this.endpoint = endpoint;
        this.http = http;
    }

    /** Clients that send over another connection; closing them closes it. */
    public static Clients over(SdkHttpClient http, Region home, AwsCredentialsProvider credentials, Patience patience) {
        return new Clients(home, credentials, patience, Optional.empty(), http);
    }

    private static SdkHttpClient http(Patience patience) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(patience.attempt())
                .socketTimeout(patience.attempt())
                .build();
    }

    /** The table is in the region where the function runs. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb.computeIfAbsent(
                home,
                region -> configured(DynamoDbClient.builder(), region, Patience.ofATable())
                        .build());
    }

    /** The client of a topic, in that topic's region. */
    public SnsClient sns(TopicArn topic) {
        return sns.computeIfAbsent(
                Region.of(topic.region()),
                region -> configured(SnsClient.builder(), region, Patience.ofATopic())
                        .build());
    }

    /** CloudFront is one service for all regions. */
    CloudFrontClient cloudFront() {
        return cloudFront.computeIfAbsent(
                Region.AWS_GLOBAL,
                region -> configured(CloudFrontClient.builder(), region).build());
    }

    /** A bucket that turns out to be elsewhere is asked there. */
    S3Client s3(Optional<String> region) {
        return s3.computeIfAbsent(
                region.map(Region::of).orElse(home),
                where -> configured(S3Client.builder(), where)
                        .crossRegionAccessEnabled(true)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .build());
    }

    Wafv2Client waf(Optional<String> region) {
        return waf.computeIfAbsent(
                region.map(Region::of).orElse(home),
                where -> configured(Wafv2Client.builder(), where).build());
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, Region region) {
        return configured(builder, region, patience);
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, Region region, Patience itsPatience) {
        builder.region(region)
                .overrideConfiguration(itsPatience.configuration())
                .credentialsProvider(credentials)
                .httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }

    @Override
    public void close() {
        Stream.of(cloudFront, s3, waf, dynamoDb, sns)
                .flatMap(made -> made.values().stream())
                .forEach(SdkAutoCloseable::close);
        http.close();
    }
}
