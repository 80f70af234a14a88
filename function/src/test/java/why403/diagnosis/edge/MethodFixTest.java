package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Command;
import why403.cause.Remedy;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.json.JsonTree;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.text.LocalShell;

/** Where a refused method is allowed, and with which of CloudFront's three sets of methods. */
class MethodFixTest {

    private static final DistributionConfig API =
            Site.withBehavior("/api/*", behavior -> behavior.targetOriginId("server"));

    private static final String METHODS =
            "\"AllowedMethods\":{\"Quantity\":2,\"Items\":[\"HEAD\",\"GET\"],\"CachedMethods\":{\"Quantity\":2,"
                    + "\"Items\":[\"HEAD\",\"GET\"]}}";
    private static final String DEFAULT =
            "\"TargetOriginId\":\"s3\",\"ViewerProtocolPolicy\":\"redirect-to-https\",\"Compress\":true";
    private static final String CURRENT = "{\"ETag\":\"E1\",\"DistributionConfig\":{\"Comment\":\"keep me\","
            + "\"DefaultCacheBehavior\":{" + DEFAULT + "," + METHODS + "},\"CacheBehaviors\":{\"Quantity\":0}}}";
    private static final String CURRENT_WITH_API = CURRENT.replace(
            "{\"Quantity\":0}",
            "{\"Quantity\":2,\"Items\":[{\"PathPattern\":\"/img/*\"," + METHODS + "},{\"PathPattern\":\"/api/*\","
                    + METHODS + "}]}");

    @TempDir
    private Path directory;

    private static Logged refused(String method, String path) {
        return Logged.forbidden()
                .detail("InvalidRequestMethod")
                .with(Field.METHOD, method)
                .path(path);
    }

    private static Remedy remedy(DistributionConfig config, Logged... refused) {
        return Site.first(Site.diagnose(config, refused)).remedy().orElseThrow();
    }

    private static Remedy post(String... paths) {
        return remedy(
                Site.plain(),
                Stream.of(paths).map(path -> refused("POST", path)).toArray(Logged[]::new));
    }

    /** The configuration after the second command, which edits it. */
    private JsonNode edited(Remedy remedy, String current) throws IOException {
        LocalShell.require("bash", "jq");
        Files.writeString(directory.resolve("distribution-E2EXAMPLE-current.json"), current);
        String edit = remedy.commandTexts().get(1);
        LocalShell.Result run = LocalShell.run(directory, List.of("bash", "-c", edit));
        assertThat(run.exit()).as(edit + "\n" + run.output()).isZero();
        return JsonTree.read(Files.readString(directory.resolve("distribution-E2EXAMPLE-after.json")));
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.path(i).asText())
                .toList();
    }

    private static List<String> patterns(JsonNode config) {
        JsonNode items = config.path("CacheBehaviors").path("Items");
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(i -> items.path(i).path("PathPattern").asText())
                .toList();
    }

    @Test
    void theDefaultBehaviorGetsANewBehaviorForTheFailingPath() throws IOException {
        Remedy remedy = post("/api/orders");
        assertThat(remedy.summary())
                .isEqualTo("Add a cache behavior for /api/orders that allows GET, HEAD, OPTIONS, PUT, POST, PATCH and"
                        + " DELETE. If the origin should not receive POST requests for these paths, change the client"
                        + " instead.");
        assertThat(remedy.condition()).contains("Only if the origin should receive POST requests for these paths");
        assertThat(remedy.commands())
                .extracting(Command::label)
                .containsExactly(
                        "Save the current configuration, and keep a backup in"
                                + " distribution-E2EXAMPLE-20261124T1200Z-before.json",
                        "Allow POST",
                        "Store the changed configuration");
        JsonNode config = edited(remedy, CURRENT);
        JsonNode added = config.path("CacheBehaviors").path("Items").path(0);
        assertThat(config.path("CacheBehaviors").path("Quantity").asInt()).isEqualTo(1);
        assertThat(added.path("PathPattern").asText()).isEqualTo("/api/orders");
        assertThat(added.path("TargetOriginId").asText()).isEqualTo("s3");
        assertThat(added.path("Compress").asBoolean()).isTrue();
        assertThat(added.path("AllowedMethods").path("Quantity").asInt()).isEqualTo(7);
        assertThat(texts(added.path("AllowedMethods").path("CachedMethods").path("Items")))
                .containsExactly("HEAD", "GET");
        JsonNode before = JsonTree.read(CURRENT).path("DistributionConfig");
        assertThat(config.path("DefaultCacheBehavior")).isEqualTo(before.path("DefaultCacheBehavior"));
        assertThat(config.path("Comment")).isEqualTo(before.path("Comment"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPTIONS      | GET HEAD OPTIONS
            POST         | GET HEAD OPTIONS PUT POST PATCH DELETE
            DELETE       | GET HEAD OPTIONS PUT POST PATCH DELETE
            """)
    void theSmallestSetThatContainsTheMethodIsAllowed(String method, String set) throws IOException {
        JsonNode config = edited(remedy(Site.plain(), refused(method, "/api/orders")), CURRENT);
        assertThat(texts(config.path("CacheBehaviors")
                        .path("Items")
                        .path(0)
                        .path("AllowedMethods")
                        .path("Items")))
                .containsExactly(set.split(" "));
    }

    @Test
    void anExistingBehaviorIsChangedAndNoOther() throws IOException {
        Remedy remedy = remedy(API, refused("OPTIONS", "/api/orders"));
        assertThat(remedy.summary())
                .isEqualTo(
                        "Let cache behavior /api/* allow GET, HEAD and OPTIONS. If the origin should not receive OPTIONS"
                                + " requests for these paths, change the client instead.");
        JsonNode config = edited(remedy, CURRENT_WITH_API);
        JsonNode before = JsonTree.read(CURRENT_WITH_API).path("DistributionConfig");
        JsonNode items = config.path("CacheBehaviors").path("Items");
        assertThat(patterns(config)).containsExactly("/img/*", "/api/*");
        assertThat(items.path(0))
                .isEqualTo(before.path("CacheBehaviors").path("Items").path(0));
        assertThat(texts(items.path(1).path("AllowedMethods").path("Items"))).containsExactly("GET", "HEAD", "OPTIONS");
        assertThat(config.path("DefaultCacheBehavior")).isEqualTo(before.path("DefaultCacheBehavior"));
    }

    @Test
    void theMethodsThatABehaviorAllowsStayAllowed() throws IOException {
        DistributionConfig all = Site.withBehavior(
                "/api/*",
                behavior -> behavior.allowedMethods(
                        methods -> methods.itemsWithStrings("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE")));
        JsonNode config = edited(remedy(all, refused("OPTIONS", "/api/orders")), CURRENT_WITH_API);
        assertThat(config.path("CacheBehaviors")
                        .path("Items")
                        .path(1)
                        .path("AllowedMethods")
                        .path("Quantity")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void severalPathsGetABehaviorForEachOfTheirFirstFolders() throws IOException {
        Remedy remedy = post("/api/orders/1", "/api/users", "/forms/contact");
        assertThat(remedy.summary()).startsWith("Add a cache behavior for /api/* and /forms/* that allows ");
        JsonNode config = edited(remedy, CURRENT);
        assertThat(patterns(config)).containsExactly("/api/*", "/forms/*");
        assertThat(config.path("CacheBehaviors").path("Quantity").asInt()).isEqualTo(2);
    }

    @Test
    void pathsInNoFolderGetABehaviorEach() throws IOException {
        assertThat(patterns(edited(post("/login", "/logout"), CURRENT))).containsExactly("/login", "/logout");
    }

    @Test
    void tenFoldersGetCommandsAndMoreAreAddedByHand() {
        assertThat(post("/a/1", "/b/1", "/c/1", "/d/1", "/e/1", "/f/1", "/g/1", "/h/1", "/i/1", "/j/1")
                        .commands())
                .hasSize(3);
        Remedy byHand = post("/a/1", "/b/1", "/c/1", "/d/1", "/e/1", "/f/1", "/g/1", "/h/1", "/i/1", "/j/1", "/k/1");
        assertThat(byHand.commands()).isEmpty();
        assertThat(byHand.summary())
                .isEqualTo(
                        "Add a cache behavior for each of the paths that need POST (/a/*, /b/*, /c/*, /d/*, /e/* and 6 more), and let each"
                                + " allow GET, HEAD, OPTIONS, PUT, POST, PATCH and DELETE.");
    }

    @Test
    void aSecondRunChangesNothingMore() throws IOException {
        for (Remedy remedy : List.of(post("/api/orders/1", "/login"), remedy(API, refused("OPTIONS", "/api/orders")))) {
            JsonNode once = edited(remedy, CURRENT_WITH_API);
            JsonNode twice = edited(remedy, "{\"DistributionConfig\":" + JsonTree.write(once) + "}");
            assertThat(twice).isEqualTo(once);
        }
    }

    @Test
    void aBehaviorThatWasAddedSinceIsChangedInsteadOfAddedAgain() throws IOException {
        JsonNode config = edited(post("/api/orders", "/api/users"), CURRENT_WITH_API);
        assertThat(patterns(config)).containsExactly("/img/*", "/api/*");
        assertThat(config.path("CacheBehaviors")
                        .path("Items")
                        .path(1)
                        .path("AllowedMethods")
                        .path("Quantity")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void aDefaultBehaviorWithoutMethodsIsAccepted() throws IOException {
        JsonNode config = edited(post("/api/orders"), CURRENT.replace("," + METHODS, ""));
        assertThat(config.path("CacheBehaviors")
                        .path("Items")
                        .path(0)
                        .path("AllowedMethods")
                        .path("Quantity")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void aCharacterThatAPatternCannotContainBecomesAQuestionMark() throws IOException {
        assertThat(patterns(edited(post("/o'neill/a b*(1)"), CURRENT))).containsExactly("/o'neill/a?b??1?");
    }

    @Test
    void aPathTooLongForAPatternIsCut() throws IOException {
        assertThat(patterns(edited(post("/" + "a".repeat(300)), CURRENT))).containsExactly("/" + "a".repeat(253) + "*");
    }

    @ParameterizedTest
    @Seeds(20)
    void anyPathOfAViewerBecomesAValidPattern(Generator given) throws IOException {
        Remedy remedy = post("/" + given.loggedText().replaceAll("[\0\t\n]", ""));
        if (!remedy.commands().isEmpty()) {
            assertThat(patterns(edited(remedy, CURRENT)))
                    .allSatisfy(pattern -> assertThat(pattern).matches("[A-Za-z0-9_.$/~\"'@:+&?*-]{1,255}"));
        }
    }

    @Test
    void aBehaviorThatIsNotKnownIsChangedByHand() {
        Remedy remedy = Site.first(Site.diagnoseUnknown(refused("POST", "/api/orders")))
                .remedy()
                .orElseThrow();
        assertThat(remedy.commands()).isEmpty();
        assertThat(remedy.summary())
                .isEqualTo(
                        "Allow the method in the cache behavior for these paths, or send it to a path that allows it.");
    }
}
