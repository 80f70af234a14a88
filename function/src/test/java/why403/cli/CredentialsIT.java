package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.aws.AccountServer;
import why403.aws.PromptHttpServer;

/** The packed jar finds credentials as the AWS CLI does. */
class CredentialsIT {

    private static final Path JAR = Path.of("target", "why403.jar").toAbsolutePath();
    private static final Path SAMPLE = Path.of("..", "events", "grant-missing");
    private static final String CONFIG = """
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = base
            region = eu-central-1

            [profile sso]
            sso_session = company
            sso_account_id = 123456789012
            sso_role_name = ReadOnly
            region = eu-central-1

            [sso-session company]
            sso_region = eu-central-1
            sso_start_url = https://example.awsapps.com/start
            """;
    private static final String ROLE = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAROLEEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey>
            <SessionToken>example</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>""";
    private static final String SESSION = """
            {"roleCredentials":{"accessKeyId":"ASIASSOEXAMPLE","secretAccessKey":"example","sessionToken":"example",
            "expiration":4070908800000}}""";

    @TempDir
    private Path home;

    private AccountServer account;
    private HttpServer identities;
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        account = AccountServer.start(SAMPLE);
        identities = PromptHttpServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        identities.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.put(path, exchange.getRequestMethod());
            byte[] answer = (path.equals("/") ? ROLE : SESSION).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", path.equals("/") ? "text/xml" : "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        identities.start();
        Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[base]\naws_access_key_id = AKIABASEEXAMPLE\naws_secret_access_key = example\n");
    }

    @AfterEach
    void stop() {
        account.close();
        identities.stop(0);
    }

    /** A folder of logs of a sample, with the account over HTTP. */
    private Ended diagnose(String profile) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "diagnose",
                "--format",
                "json",
                "--profile",
                profile,
                SAMPLE.resolve("s3").toString());
        String endpoint = "http://127.0.0.1:" + identities.getAddress().getPort();
        java.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        java.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_ENDPOINT_URL",
                        account.endpoint().toString(),
                        "AWS_ENDPOINT_URL_STS",
                        endpoint,
                        "AWS_ENDPOINT_URL_SSO",
                        endpoint));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        int exit = java.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }

    private void logIn() throws IOException, NoSuchAlgorithmException {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest("company".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(home.resolve(".aws/sso/cache/" + name + ".json"), """
                {"startUrl":"https://example.awsapps.com/start","region":"eu-central-1","accessToken":"example",
                "expiresAt":"2099-01-01T00:00:00Z"}""");
    }

    @Test
    void aProfileWithARoleIsUsed() throws IOException, InterruptedException {
        Ended ended = diagnose("role");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("\"id\":\"s3-grant-missing\"");
        assertThat(asked).containsOnlyKeys("/");
    }

    @Test
    void aProfileWithSingleSignOnIsUsed() throws IOException, InterruptedException, NoSuchAlgorithmException {
        logIn();
        Ended ended = diagnose("sso");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("\"id\":\"s3-grant-missing\"");
        assertThat(asked).containsOnlyKeys("/federation/credentials");
    }

    @Test
    void whoIsNotLoggedInLearnsWhatToDo() throws IOException, InterruptedException {
        for (Map.Entry<String, String> one : Map.of(
                        "sso",
                        "Your single sign-on session has expired or does not exist. Run: aws sso login --profile sso.",
                        "none",
                        "There are no valid AWS credentials in profile none. Check them with: aws sts get-caller-identity"
                                + " --profile none.")
                .entrySet()) {
            Ended ended = diagnose(one.getKey());

            assertThat(ended.exit()).isEqualTo(3);
            assertThat(ended.err()).startsWith(one.getValue());
            assertThat(ended.out()).isEmpty();
        }
        assertThat(List.copyOf(asked.keySet())).isEmpty();
    }
}
