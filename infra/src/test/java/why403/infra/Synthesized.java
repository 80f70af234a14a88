package why403.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** The template for given options, with an empty jar. */
final class Synthesized {

    /** Every option with a value that differs from its default. */
    static final Map<String, Object> ALL_OPTIONS = Map.ofEntries(
            Map.entry("logBucket", "example-logs"),
            Map.entry("logPrefix", "cdn/"),
            Map.entry("logKeyArn", "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
            Map.entry("logEvents", "eventbridge"),
            Map.entry("distributions", "E1GRANTEXAMPLE,E2EXAMPLE"),
            Map.entry("ignore", "waf-block,path:/wp-admin/"),
            Map.entry("topicKeyArn", "arn:aws:kms:eu-central-1:123456789012:key/87654321-dcba-43fe-21dc-0987654321ba"),
            Map.entry("causesUrl", "https://wiki.example.com/why403/causes"),
            Map.entry("emails", "ops@example.com,web@example.com"),
            Map.entry("slackWorkspace", "T01EXAMPLE"),
            Map.entry("slackChannel", "C01EXAMPLE"),
            Map.entry("sensitivity", "low"),
            Map.entry("readContent", "true"),
            Map.entry("memoryMb", "2048"),
            Map.entry("retentionDays", "30"));

    private final Map<String, Map<String, Object>> resources;

    private Synthesized(Map<String, Map<String, Object>> resources) {
        this.resources = resources;
    }

    static Synthesized of(Map<String, Object> options) {
        return new Synthesized(resources(Template.fromStack(stack(options)).toJSON()));
    }

    /** With context of the CDK, such as a feature flag. */
    static Synthesized of(Map<String, Object> options, Map<String, Object> cdkContext) {
        return new Synthesized(resources(Template.fromStack(
                        stack(new App(AppProps.builder().context(cdkContext).build()), here(), options))
                .toJSON()));
    }

    static Synthesized in(String region, Map<String, Object> options) {
        return new Synthesized(
                resources(Template.fromStack(stackIn(region, options)).toJSON()));
    }

    /** An environment-agnostic stack. */
    static Why403Stack stack(Map<String, Object> options) {
        return stack(new App(), here(), options);
    }

    static Why403Stack stackIn(String region, Map<String, Object> options) {
        return stack(
                new App(),
                StackProps.builder()
                        .env(Environment.builder().region(region).build())
                        .build(),
                options);
    }

    private static StackProps here() {
        return StackProps.builder().build();
    }

    private static Why403Stack stack(App app, StackProps where, Map<String, Object> options) {
        return new Why403Stack(app, "why403", where, new ContextOptions(options).props(), jar());
    }

    private static Path jar() {
        try {
            Path jar = Files.createTempDirectory("why403-infra").resolve("why403.jar");
            Files.writeString(jar, "no jar");
            jar.toFile().deleteOnExit();
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // A template maps logical ids to resources.
    private static Map<String, Map<String, Object>> resources(Map<String, Object> template) {
        return (Map<String, Map<String, Object>>) template.get("Resources");
    }

    /** The logical ids of all resources of the type. */
    List<String> idsOf(String type) {
        return resources.entrySet().stream()
                .filter(resource -> resource.getValue().get("Type").equals(type))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Tree properties(String id) {
        return new Tree(resources.get(id).get("Properties"));
    }

    Tree resource(String id) {
        return new Tree(resources.get(id));
    }

    Stream<Tree> all(String type) {
        return idsOf(type).stream().map(this::properties);
    }

    /** The logical id of the only resource of the type whose id contains the text. */
    String idOf(String type, String part) {
        List<String> found =
                idsOf(type).stream().filter(id -> id.contains(part)).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "Expected one resource of type " + type + " whose id contains \"" + part + "\", found " + found);
        }
        return found.get(0);
    }
}
