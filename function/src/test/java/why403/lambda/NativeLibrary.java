package why403.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native library of AWS's runtime interface client. By default, the client unpacks it to one path for the whole
 * machine, which kills another process that is loading it.
 */
final class NativeLibrary {

    /** Why these tests are skipped on other systems. */
    static final String ONLY = "AWS's runtime interface client supports only Linux";

    private NativeLibrary() {}

    /** Unpacks the library to a folder and returns the JVM flag that makes the client load it from there. */
    static String unpackInto(Path folder) throws IOException {
        Path library = folder.resolve("native-library.so");
        try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni." + machine() + ".so")) {
            if (packed == null) {
                throw new IllegalStateException("The runtime interface client has no native library for " + machine());
            }
            Files.copy(packed, library);
        }
        return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library;
    }

    private static String machine() {
        String libc = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return libc + "-" + processor;
    }
}
