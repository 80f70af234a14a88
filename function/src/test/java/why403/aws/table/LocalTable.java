package why403.aws.table;

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
import why403.aws.ClientTimeouts;

/**
 * A new table in DynamoDB Local, which runs in this process and in memory. Other processes can reach it over HTTP. The
 * server takes seconds to start, so all tests of a run share it. It ignores credentials and regions.
 */
public final class LocalTable implements AutoCloseable {

    /** Starts on first use. */
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

    /** The first call takes seconds. */
    private static final ClientTimeouts PATIENT =
            new ClientTimeouts(3, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMillis(50));

    private final String name = "why403-" + UUID.randomUUID();
    private final DynamoDbClient client = client(UrlConnectionHttpClient.create(), PATIENT);

    private LocalTable() {}

    /** Creates a table with the keys of the deployed table. */
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

    /** The server's endpoint, for {@code AWS_ENDPOINT_URL_DYNAMODB}. */
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

    /** A client of the server that uses the given HTTP client. */
    DynamoDbClient client(SdkHttpClient http, ClientTimeouts options) {
        return DynamoDbClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(options.configuration())
                .build();
    }

    /** The attributes of an item; empty if there is no such item. */
    Map<String, AttributeValue> item(String partition, String sort) {
        return client.getItem(request -> request.tableName(name)
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort))))
                .item();
    }

    /** Writes an item without the adapters. */
    void put(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName(name).item(item));
    }

    @Override
    public void close() {
        client.deleteTable(request -> request.tableName(name));
        client.close();
    }
}
