package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.account.CloudFrontQuestions;
import why403.account.S3Questions;

/** A service of AWS has hundreds of classes, so those of a service that is not asked are not loaded. */
class LoadedServicesTest {

    private static final Pattern SERVICE = Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.");

    /** Asks two services at an address where nobody listens. */
    static final class TwoQuestions {

        private TwoQuestions() {}

        public static void main(String[] arguments) {
            ClientTimeouts once =
                    new ClientTimeouts(1, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));
            try (Clients clients = LocalClients.of(URI.create("http://127.0.0.1:1"), once)) {
                LiveAccount account = LocalClients.account(clients, true, System.out::println);
                account.ask(CloudFrontQuestions.distribution("E2EXAMPLE"));
                account.ask(S3Questions.bucketPolicy("example-assets", Optional.empty()));
            }
        }
    }

    private static String output(String... command) throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(command)).toList())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Set<String> services(String output) {
        return SERVICE.matcher(output)
                .results()
                .map((MatchResult service) -> service.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aReplayLoadsOnlyTheServicesThatItsChecksAsk() throws IOException {
        String output = output("why403.cli.Main", "replay", "../events/removed-files");

        assertThat(output).contains("s3-object-missing");
        assertThat(services(output)).containsExactly("cloudfront", "cloudtrail", "s3");
    }

    @Test
    void theLiveAccountLoadsOnlyTheServicesThatAreAsked() throws IOException {
        String output = output(TwoQuestions.class.getName());

        assertThat(output)
                .contains("cloudfront get-distribution failed on the network")
                .contains("s3api get-bucket-policy failed on the network");
        assertThat(services(output)).containsExactly("cloudfront", "s3");
    }
}
