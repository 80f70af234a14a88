package why403.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Creates the HTTP servers of tests, which send what they have at once. */
public final class PromptHttpServer {

    static {
        // JDK 17 sends the head and the body of a response separately. Without this, the body waits 40 ms for the
        // acknowledgement of the head. The JDK reads the property once, when the first server of a process is created.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private PromptHttpServer() {}

    /** A server that is not started. */
    public static HttpServer at(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }
}
