package why403.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import why403.folder.DryRun;

/**
 * Returns the responses that a dry run needs, without a network: the dry run's log for every log object, an empty
 * table, a topic that accepts every message, and an account with the dry run's distribution.
 */
final class CannedHttpClient implements SdkHttpClient {

    private static final String EMPTY_JSON = "{}";
    private static final String ACCOUNTS_DISTRIBUTION =
            "<Distribution xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">" + "<Id>" + DryRun.DISTRIBUTION
                    + "</Id><Status>Deployed</Status></Distribution>";
    private static final String PUBLISHED = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<PublishResult><MessageId>dry-run</MessageId></PublishResult></PublishResponse>";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        byte[] body = body(request.httpRequest());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(200)
                                .putHeader("Content-Length", String.valueOf(body.length))
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    /** Identifies the service by the request, because an endpoint may have any name. */
    private static byte[] body(SdkHttpRequest request) {
        if (request.firstMatchingHeader("X-Amz-Target").isPresent()) {
            return bytes(EMPTY_JSON);
        }
        if (request.method() == SdkHttpMethod.POST) {
            return bytes(PUBLISHED);
        }
        return request.encodedPath().endsWith("/distribution/" + DryRun.DISTRIBUTION)
                ? bytes(ACCOUNTS_DISTRIBUTION)
                : DryRun.log();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
