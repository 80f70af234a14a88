package why403.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client that sends all AWS calls to a {@link LocalAws}. Tests can intercept each call. */
final class InterceptingHttpClient implements SdkHttpClient {

    /** Operations that write. */
    static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "TransactWriteItems", "Publish");

    /**
     * A call before it is sent.
     *
     * @param operation the DynamoDB operation, {@code Publish}, or for all other calls the first label of the host: a
     *     bucket or a service
     * @param body the request body as text
     */
    record Call(String operation, String body) {

        boolean isWrite() {
            return WRITES.contains(operation);
        }
    }

    /** Sends the call. */
    interface Send {
        HttpExecuteResponse send() throws IOException;
    }

    /** Decides what happens to each call. */
    interface Interceptor {

        Interceptor NONE = (call, send) -> send.send();

        HttpExecuteResponse at(Call call, Send send) throws IOException;
    }

    private final LocalAws cloud;
    private final SdkHttpClient way = UrlConnectionHttpClient.create();
    private final AtomicReference<Interceptor> interceptor = new AtomicReference<>(Interceptor.NONE);

    InterceptingHttpClient(LocalAws cloud) {
        this.cloud = cloud;
    }

    /** Intercepts all calls from now on. */
    void intercept(Interceptor now) {
        interceptor.set(now);
    }

    void stopIntercepting() {
        intercept(Interceptor.NONE);
    }

    /** DynamoDB's response when it throttles a call. */
    static HttpExecuteResponse throttled() {
        byte[] body =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"Rate exceeded\"}"
                        .getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(400)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Call call = call(request);
        ExecutableHttpRequest onTheWay = way.prepareRequest(HttpExecuteRequest.builder()
                .request(redirected(request.httpRequest()))
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .build());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return interceptor.get().at(call, onTheWay::call);
            }

            @Override
            public void abort() {
                onTheWay.abort();
            }
        };
    }

    private static Call call(HttpExecuteRequest request) {
        String host = request.httpRequest().host();
        String target = request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .filter(any -> host.startsWith("dynamodb."))
                .orElse("");
        String named = host.startsWith("sns.") ? "Publish" : host.substring(0, host.indexOf('.'));
        return new Call(target.isEmpty() ? named : target.substring(target.indexOf('.') + 1), body(request));
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (InputStream body = provider.newStream()) {
                        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }

    private SdkHttpRequest redirected(SdkHttpRequest request) {
        String host = request.host();
        int bucketEnd = host.indexOf(".s3.");
        URI to = host.startsWith("dynamodb.")
                ? cloud.table().endpoint()
                : host.startsWith("sns.")
                        ? cloud.topics().endpoint()
                        : cloud.account().endpoint();
        return request.toBuilder()
                .protocol(to.getScheme())
                .host(to.getHost())
                .port(to.getPort())
                .encodedPath(
                        bucketEnd < 0
                                ? request.encodedPath()
                                : "/" + host.substring(0, bucketEnd) + request.encodedPath())
                .build();
    }

    @Override
    public void close() {
        way.close();
    }
}
