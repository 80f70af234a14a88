package why403;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import why403.PackageGraph.Arrow;

class PackageGraphTest {

    @Test
    void aUseThatFollowsFromOtherUsesNeedsNoArrow() {
        assertThat(arrows(Map.of("c", Set.of("a", "b"), "b", Set.of("a"))))
                .containsExactlyInAnyOrder(new Arrow("b", "a"), new Arrow("c", "b"));
    }

    @Test
    void aUseThatFollowsFromALongChainNeedsNoArrow() {
        assertThat(arrows(Map.of("d", Set.of("a", "c"), "c", Set.of("b"), "b", Set.of("a"))))
                .containsExactlyInAnyOrder(new Arrow("b", "a"), new Arrow("c", "b"), new Arrow("d", "c"));
    }

    @Test
    void usesOfIndependentPartsAllNeedAnArrow() {
        assertThat(arrows(Map.of("c", Set.of("a", "b"))))
                .containsExactlyInAnyOrder(new Arrow("c", "a"), new Arrow("c", "b"));
    }

    @Test
    void anArrowWithPortsIsDottedAndNamesThemInOrder() {
        assertThat(new Arrow("aws", "history", Set.of("Tallies", "Sums")))
                .hasToString("aws -.->|Sums, Tallies| history");
    }

    private static List<Arrow> arrows(Map<String, Set<String>> uses) {
        return new PackageGraph(uses).arrows();
    }
}
