package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applies the section "Before you share it" of {@code events/README.md} to each scenario. */
class BlankedTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final Pattern HEADER_VALUE = Pattern.compile("(\"HeaderValue\"\\s*:\\s*)\"[^\"]*\"");
    private static final Pattern SIGNATURE = Pattern.compile("(Signature=)[^&; \"|\\s]*");
    private static final Pattern JSON_COOKIE = Pattern.compile("(\"cs\\(Cookie\\)\":\")([^\"]*)");
    private static final Pattern POLICY = Pattern.compile("(Policy=)([^&; \"|\\s]+)");
    private static final Pattern EXPIRY =
            Pattern.compile("\"DateLessThan\"\\s*:\\s*\\{\\s*\"AWS:EpochTime\"\\s*:\\s*(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("(?:(?<=%20)|(?<![^\\t|\" ,]))((?:\\d{1,3}\\.){3}\\d{1,3}"
            + "|(?=[\\da-fA-F:.]*::|(?:[\\da-fA-F]+:){7})[\\da-fA-F:.]+)(?![^\\t|\" ,\\n])");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant-missing",
                "expired-signed-urls",
                "custom-origin",
                "waf",
                "geo",
                "method",
                "mixture",
                "reencoded-signed-urls"
            })
    void theCausesStayTheSame(String scenario) throws IOException {
        ScenarioFolder.copy(EVENTS.resolve(scenario), folder);
        blank();

        assertThat(secretsLeft()).isEmpty();
        assertThat(causes(folder)).isEqualTo(causes(EVENTS.resolve(scenario))).isNotEmpty();
    }

    private static List<List<String>> causes(Path scenario) {
        return Run.json(scenario).lines().stream()
                .map(NoticeContract::parsed)
                .map(notice -> notice.path("causes").findValuesAsText("id"))
                .toList();
    }

    private void blank() throws IOException {
        for (Path file : NaiveLog.files(folder.resolve("account"))) {
            Files.writeString(file, HEADER_VALUE.matcher(Files.readString(file)).replaceAll("$1\"BLANKED\""));
        }
        for (Path file : NaiveLog.files(folder.resolve("s3"))) {
            byte[] text = blanked(NaiveLog.text(file)).getBytes(StandardCharsets.UTF_8);
            Files.write(file, file.toString().endsWith(".gz") ? ScenarioFolder.gzip(text) : text);
        }
    }

    private static String blanked(String log) {
        String unsigned = SIGNATURE.matcher(log).replaceAll("$1BLANKED_");
        String withoutCookies = JSON_COOKIE
                .matcher(withoutCookies(unsigned))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + kept(found.group(2))));
        String onlyExpiry = POLICY.matcher(withoutCookies)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + onlyExpiry(found.group(2))));
        return ADDRESS.matcher(onlyExpiry).replaceAll(BlankedTest::otherAddress);
    }

    private static String withoutCookies(String log) {
        Optional<String> fields =
                log.lines().filter(line -> line.startsWith("#Fields: ")).findFirst();
        int column = fields.map(line -> Arrays.asList(line.split(" ", -1)).indexOf("cs(Cookie)") - 1)
                .orElse(-1);
        return column < 0
                ? log
                : log.lines().map(line -> withoutCookies(line, column) + "\n").collect(Collectors.joining());
    }

    private static String withoutCookies(String line, int column) {
        if (line.startsWith("#")) {
            return line;
        }
        String[] values = line.split("\t", -1);
        values[column] = kept(values[column]);
        return String.join("\t", values);
    }

    private static String kept(String cookies) {
        String kept = Stream.of(cookies.split(";(?:%20)*", -1))
                .filter(cookie -> cookie.startsWith("CloudFront-"))
                .collect(Collectors.joining(";%20"));
        return kept.isEmpty() ? "-" : kept;
    }

    private static String onlyExpiry(String policy) {
        String base64 = policy.replaceAll("(?i)%7E", "~")
                .replace('-', '+')
                .replace('_', '=')
                .replace('~', '/');
        Matcher expiry = EXPIRY.matcher(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        if (!expiry.find()) {
            return "BLANKED_";
        }
        String left = "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expiry.group(1) + "}}}]}";
        return Base64.getEncoder()
                .encodeToString(left.getBytes(StandardCharsets.UTF_8))
                .replace('+', '-')
                .replace('=', '_')
                .replace("/", "%7E");
    }

    private static String otherAddress(MatchResult found) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("salt" + found.group(1)).getBytes(StandardCharsets.UTF_8));
            return "2001:db8:" + HexFormat.of().formatHex(hash, 0, 2) + ":"
                    + HexFormat.of().formatHex(hash, 2, 4) + "::1";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> secretsLeft() throws IOException {
        Pattern secret = Pattern.compile("Signature=(?!BLANKED_)|\\b(?:192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+"
                + "|session=[^\\s&]+|\"HeaderValue\"\\s*:\\s*\"(?!BLANKED\")");
        List<Path> files = Stream.concat(
                        NaiveLog.files(folder.resolve("s3")).stream(),
                        NaiveLog.files(folder.resolve("account/cloudfront")).stream())
                .toList();
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(NaiveLog.text(file));
        }
        return secret.matcher(all).results().map(MatchResult::group).distinct().toList();
    }
}
