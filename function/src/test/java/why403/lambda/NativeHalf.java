package why403.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native half of AWS's runtime interface client. By itself the client unpacks it to one path for the whole machine,
 * and kills another process that is just loading it from there.
 */
final class NativeHalf {

    /** Why tests of a process are skipped elsewhere. */
    static final String ONLY = "The native half of AWS's runtime interface client is for Linux only";

    private NativeHalf() {}

    /** Unpacks this machine's to a folder, and gives the flag that has the client load it from there. */
    static String unpackedInto(Path folder) throws IOException {
        Path library = folder.resolve("native-half.so");
        try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni." + machine() + ".so")) {
            if (packed == null) {
                throw new IllegalStateException("The runtime interface client has no native half for " + machine());
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
