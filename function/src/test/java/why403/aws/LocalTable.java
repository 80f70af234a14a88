package why403.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * A fresh table of a DynamoDB that runs in this process, in memory, and is reached over HTTP, from other processes too.
 * It takes seconds to start, so that all tests of one run share it; whatever credentials and region a client has, it
 * sees the same tables.
 */
public final class LocalTable implements AutoCloseable {

    /** Started when it is first asked for. */
    private static final class Server {

        private static final URI ENDPOINT = start();

        private static URI start() {
            try {
                String port = Integer.toString(freePort());
                ServerRunner.createServerFromCommandLineArgs(
                                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port})
                        .start();
                return URI.create("http://127.0.0.1:" + port);
            } catch (Exception broken) {
                throw new IllegalStateException("DynamoDB Local does not start", broken);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    /** The first call of all takes seconds. */
    private static final Patience PATIENT =
            new Patience(3, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMillis(50));

    private final String name = "why403-" + UUID.randomUUID();
    private final DynamoDbClient client = client(UrlConnectionHttpClient.create(), PATIENT);

    private LocalTable() {}

    /** A table as the function's is. */
    public static LocalTable create() {
        LocalTable table = new LocalTable();
        table.client.createTable(request -> request.tableName(table.name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        return table;
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** Where the server is, for {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    public URI endpoint() {
        return Server.ENDPOINT;
    }

    public String name() {
        return name;
    }

    /** A client of the server. */
    public DynamoDbClient client() {
        return client;
    }

    /** A client that reaches the server in another way. */
    DynamoDbClient client(SdkHttpClient http, Patience options) {
        return DynamoDbClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(options.configuration())
                .build();
    }

    /** The attributes of an item, without any where there is none. */
    Map<String, AttributeValue> item(String partition, String sort) {
        return client.getItem(request -> request.tableName(name)
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort))))
                .item();
    }

    /** Writes an item past the adapters. */
    void put(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName(name).item(item));
    }

    @Override
    public void close() {
        client.deleteTable(request -> request.tableName(name));
        client.close();
    }
}
