package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A scenario that is replayed to see its causes.
 *
 * @param recordings what the account answers, by the path below {@code account/}
 * @param notChecked the IAM actions that the notice names, because the account refuses them or they are never asked
 */
record ReplayedCase(Map<String, String> recordings, ReplayedLog log, Set<String> notChecked) {

    static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";

    private static final String DISTRIBUTION = "cloudfront/get-distribution/E2EXAMPLE.json";
    /** What CloudTrail is asked for. It recorded no change, unless a case says so. */
    private static final List<String> UNCHANGED = List.of(
            "cloudfront.amazonaws.com",
            "wafv2.amazonaws.com",
            "example-assets",
            "render",
            "PutAccountPublicAccessBlock",
            "arn%3Aaws%3Akms%3Aeu-west-1%3A123456789012%3Akey%2F1234abcd-12ab-34cd-56ef-1234567890ab");

    private static final Pattern SIGNED = Pattern.compile("(?:Signature|Policy)=([^&;]{8,})");

    private static final JsonMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    /**
     * A distribution with one cache behavior, the managed policy CachingOptimized, and one origin.
     *
     * @param members of the origin, as JSON in which single quotes may replace double ones
     */
    static ReplayedCase ofOrigin(String host, String members) {
        return new ReplayedCase(Map.of(), new ReplayedLog(Map.of(), Map.of()), Set.of())
                .with(DISTRIBUTION, json("""
                        {'Distribution':{'Id':'E2EXAMPLE','ARN':'%s','DomainName':'d111111abcdef8.cloudfront.net',
                         'DistributionConfig':{'Aliases':{'Quantity':1,'Items':['www.example.com']},
                          'Origins':{'Quantity':1,'Items':[{'Id':'one','DomainName':'%s',%s}]},
                          'DefaultCacheBehavior':{'TargetOriginId':'one','ViewerProtocolPolicy':'allow-all',
                           'AllowedMethods':{'Quantity':3,'Items':['HEAD','GET','OPTIONS']},
                           'CachePolicyId':'658327ea-f89d-4fab-a63d-7e88639e58f6'}}}}""".formatted(ARN, host, members)).toString());
    }

    /** A distribution whose origin is a server. */
    static ReplayedCase ofServer(String host) {
        return ofOrigin(
                host, "'CustomOriginConfig':{'HTTPPort':80,'HTTPSPort':443,'OriginProtocolPolicy':'https-only'}");
    }

    private static JsonNode json(String text) {
        try {
            return LENIENT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected JSON, but found: " + text, e);
        }
    }

    ReplayedCase with(String path, String recording) {
        Map<String, String> more = new LinkedHashMap<>(recordings);
        more.put(path, recording);
        return new ReplayedCase(more, log, notChecked);
    }

    ReplayedCase without(String path) {
        Map<String, String> fewer = new LinkedHashMap<>(recordings);
        assertThat(fewer.remove(path)).isNotNull();
        return new ReplayedCase(fewer, log, notChecked);
    }

    /** With AWS's own error about the resource instead of the recording. */
    ReplayedCase error(String path, String code) {
        String error = "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"Refused\"}}";
        return without(path).with(path.replaceFirst("\\.json$", ".error.json"), error);
    }

    /** With an error about the permissions of the caller, so that the notice names these actions. */
    ReplayedCase denied(String path, String code, String... actions) {
        return error(path, code).notChecked(actions);
    }

    /** With a notice that names these actions. */
    ReplayedCase notChecked(String... actions) {
        return new ReplayedCase(recordings, log, Set.of(actions));
    }

    /** With a part of a recording replaced. */
    ReplayedCase change(String path, String from, String to) {
        assertThat(recordings.get(path)).contains(from);
        return with(path, recordings.get(path).replace(from, to));
    }

    /**
     * With another value of a member of the distribution's configuration.
     *
     * @param pointer to the member, such as {@code /DefaultCacheBehavior/ViewerProtocolPolicy}
     * @param value JSON in which single quotes may replace double ones
     */
    ReplayedCase config(String pointer, String value) {
        JsonNode recording = json(recordings.get(DISTRIBUTION));
        int name = pointer.lastIndexOf('/');
        JsonNode parent = recording.at("/Distribution/DistributionConfig" + pointer.substring(0, name));
        assertThat(parent).as(pointer).isInstanceOf(ObjectNode.class);
        ((ObjectNode) parent).set(pointer.substring(name + 1), json(value));
        return with(DISTRIBUTION, recording.toString());
    }

    /** With other values of a column in the lines of the refused requests, which take them in turn. */
    ReplayedCase column(String name, String... values) {
        return new ReplayedCase(recordings, log.ofRefused(name, List.of(values)), notChecked);
    }

    /** With other values of a column in the lines of the served requests. */
    ReplayedCase servedColumn(String name, String... values) {
        return new ReplayedCase(recordings, log.ofServed(name, List.of(values)), notChecked);
    }

    /** The same answer to all refused requests. */
    ReplayedCase answer(String type, String length) {
        return column("sc-content-type", type).column("sc-content-len", length);
    }

    /** The answer comes without the time that an origin needs. */
    ReplayedCase ofTheEdge() {
        return column("time-to-first-byte", "0.000");
    }

    /** The recordings and columns in which another case differs. An error instead of an answer is one difference. */
    Set<String> differences(ReplayedCase other) {
        Set<String> different = new TreeSet<>();
        different.addAll(differences(recordings, other.recordings));
        different.addAll(differences(log.refused(), other.log.refused()));
        differences(log.served(), other.log.served()).forEach(name -> different.add("served " + name));
        return different.stream()
                .map(name -> name.replace(".error.json", ".json"))
                .collect(Collectors.toSet());
    }

    private static Set<String> differences(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    /** Each cause with its certainty, the one with most requests first. */
    String diagnosed(Path folder) {
        Path scenario = written(folder);
        Run run = Run.json(scenario);
        assertThat(run.exit()).as(run.err()).isZero();
        Stream.of(run, Run.text(scenario), Run.slack(scenario))
                .map(Run::out)
                .forEach(shown -> secrets().forEach(secret -> assertThat(shown).doesNotContain(secret)));
        JsonNode notice = NoticeContract.parsed(run.lines().get(0));
        assertThat(stream(notice.path("notChecked")).map(one -> one.path("what").textValue()))
                .as(run.lines().get(0))
                .containsExactlyInAnyOrderElementsOf(notChecked);
        return stream(notice.path("causes"))
                .map(cause -> cause.path("id").textValue() + " "
                        + cause.path("certainty").textValue())
                .collect(Collectors.joining(", "));
    }

    /** The scenario as files. */
    Path written(Path folder) {
        ScenarioFolder scenario = new ScenarioFolder(folder);
        UNCHANGED.forEach(
                value -> scenario.recording("cloudtrail/lookup-events/" + value + ".json", "{\"Events\":[]}"));
        recordings.forEach(scenario::recording);
        return scenario.object(ScenarioFolder.key("a"), log.gzip()).written();
    }

    /** What no notice may show: the signatures and policies of the log, and a word that stands for other secrets. */
    private Stream<String> secrets() {
        Stream<String> signed = Stream.of("cs-uri-query", "cs(Cookie)")
                .flatMap(column -> log.refused().getOrDefault(column, List.of()).stream())
                .flatMap(value -> SIGNED.matcher(value).results().map(found -> found.group(1)));
        return Stream.concat(Stream.of("s3cr3t"), signed);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
