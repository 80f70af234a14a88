package why403.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import why403.folder.Rehearsal;

/**
 * Answers as a rehearsal needs it, and reaches nobody: every log object is the rehearsal's, the table is empty, the
 * topic takes every message, and the account has the distribution.
 */
final class CannedHttpClient implements SdkHttpClient {

    private static final String EMPTY_JSON = "{}";
    private static final String DISTRIBUTION =
            "<Distribution xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">"
                    + "<Id>EREHEARSAL</Id><Status>Deployed</Status></Distribution>";
    private static final String PUBLISHED = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<PublishResult><MessageId>rehearsal</MessageId></PublishResult></PublishResponse>";

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        byte[] body = body(request.httpRequest().host());
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

    private static byte[] body(String host) {
        if (host.contains("s3")) {
            return Rehearsal.log();
        }
        String text = host.contains("cloudfront") ? DISTRIBUTION : host.contains("sns") ? PUBLISHED : EMPTY_JSON;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
