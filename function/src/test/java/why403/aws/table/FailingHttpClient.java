package why403.aws.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** An HTTP client to DynamoDB that makes a given number of requests fail. */
final class FailingHttpClient implements SdkHttpClient {

    private static final String LOST = "lost";

    private final SdkHttpClient way = UrlConnectionHttpClient.create();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger left = new AtomicInteger();
    private String operation = "";
    private String code = "";

    /** Makes the next requests for an operation fail with an error code. An empty code breaks the connection. */
    void fail(String failing, int times, String withCode) {
        operation = failing;
        code = withCode;
        left.set(times);
    }

    /** Sends the next requests for an operation but loses their responses. */
    void loseAnswers(String losing, int times) {
        fail(losing, times, LOST);
    }

    void heal() {
        left.set(0);
    }

    /** The operation of each attempt. */
    List<String> asked() {
        return asked;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String wanted = target.substring(target.indexOf('.') + 1);
        asked.add(wanted);
        boolean fails = (operation.equals("*") || operation.equals(wanted)) && left.getAndDecrement() > 0;
        return fails ? new Failing(way.prepareRequest(request)) : way.prepareRequest(request);
    }

    @Override
    public void close() {
        way.close();
    }

    private final class Failing implements ExecutableHttpRequest {

        private final ExecutableHttpRequest request;

        private Failing(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            if (code.equals(LOST)) {
                request.call().responseBody().ifPresent(AbortableInputStream::abort);
                throw new SocketException("Connection reset");
            }
            if (code.isEmpty()) {
                throw new ConnectException("Connection refused");
            }
            byte[] body = ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code
                            + "\",\"message\":\"set by the test\"}")
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
        public void abort() {
            request.abort();
        }
    }
}
