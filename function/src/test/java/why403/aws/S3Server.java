package why403.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Serves GetObject over HTTP from the folder of a scenario: {@code s3/<bucket>/<key>}. */
public final class S3Server implements AutoCloseable {

    /** How reading an object can fail. */
    public enum Failure {
        /** The connection breaks after half of the Content-Length. */
        BROKEN,
        /** The response stops after half of the Content-Length, and the connection stays open. */
        STALLING,
        /** The Content-Length is five terabytes, and the first half of the object repeats as long as the client reads. */
        ENDLESS,
        /** The response has no Content-Length. */
        WITHOUT_LENGTH,
        /** The caller has no permission. */
        DENIED,
        /** The caller has no permission for the KMS key. */
        KEY_DENIED,
        /** The object is archived. */
        ARCHIVED,
        /** S3 throttles the request. */
        THROTTLED,
        /** S3 has an internal error. */
        FAILING,
        /** The response is a web page. */
        WEB_PAGE
    }

    private final S3Objects objects;
    private final LocalServer server;

    private S3Server(Path scenario) throws IOException {
        this.objects = new S3Objects(scenario);
        this.server = new LocalServer(exchange -> objects.serve(exchange, ParsedRequest.of(exchange)));
    }

    /** Serves a scenario: a folder with {@code s3/}. */
    public static S3Server start(Path scenario) throws IOException {
        return new S3Server(scenario);
    }

    /** The endpoint, for {@code AWS_ENDPOINT_URL_S3} or for a client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The local port. */
    public int port() {
        return server.port();
    }

    /** Makes reading an object fail from now on. */
    public void fail(String bucket, String key, Failure failure) {
        objects.fail(bucket, key, failure);
    }

    /** Ends the failure of an object. */
    public void heal(String bucket, String key) {
        objects.heal(bucket, key);
    }

    /** Waits until the client stops reading an endless object. */
    void awaitThatNobodyReads() throws InterruptedException {
        objects.awaitThatNobodyReads();
    }

    @Override
    public void close() {
        server.close();
    }
}
