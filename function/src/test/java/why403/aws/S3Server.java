package why403.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** S3's GetObject over HTTP, from the folder of a scenario: {@code s3/<bucket>/<key>}. */
public final class S3Server implements AutoCloseable {

    /** What can become of an object. */
    public enum Trouble {
        /** It says its length, and the connection breaks halfway. */
        BROKEN,
        /** It says its length, and after half of it nothing comes any more. */
        STALLING,
        /** It says that it is five terabytes, and its first half is repeated as long as anybody reads. */
        ENDLESS,
        /** It does not say its length. */
        WITHOUT_LENGTH,
        /** The caller's policies do not allow it. */
        DENIED,
        /** The caller may not use its KMS key. */
        KEY_DENIED,
        /** It is in an archive. */
        ARCHIVED,
        /** S3 asks to come again later. */
        THROTTLED,
        /** S3 fails. */
        FAILING,
        /** A web page that says nothing of S3. */
        WEB_PAGE
    }

    private final S3Objects objects;
    private final LocalServer server;

    private S3Server(Path scenario) throws IOException {
        this.objects = new S3Objects(scenario);
        this.server = new LocalServer(exchange -> objects.serve(exchange, Asked.of(exchange)));
    }

    /** Over a scenario: the folder that holds {@code s3/}. */
    public static S3Server start(Path scenario) throws IOException {
        return new S3Server(scenario);
    }

    /** For {@code AWS_ENDPOINT_URL_S3}, or a client's endpoint. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The port of this machine that it listens at. */
    public int port() {
        return server.port();
    }

    /** From now on that becomes of an object. */
    public void trouble(String bucket, String key, Trouble trouble) {
        objects.trouble(bucket, key, trouble);
    }

    /** An object is as it should be again. */
    public void heal(String bucket, String key) {
        objects.heal(bucket, key);
    }

    /** Waits until somebody stopped reading an endless object. */
    void awaitThatNobodyReads() throws InterruptedException {
        objects.awaitThatNobodyReads();
    }

    @Override
    public void close() {
        server.close();
    }
}
