package why403;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import why403.PackageGraph.Arrow;

/** Compares {@code docs/architecture.md} with the code, by the rules that the page states. */
@AnalyzeClasses(packages = "why403", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitecturePageTest {

    private static final Set<String> SHARED = Set.of("text", "json", "hash");

    private static final Set<String> ADAPTERS = Set.of("aws", "folder");

    @ArchTest
    static void thePageDescribesEveryPackageOnce(JavaClasses classes) {
        assertThat(ArchitecturePage.read().packagesBelow("Packages"))
                .as("the first column of the tables below \"Packages\" in docs/architecture.md")
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .map(type -> nameOf(type.getPackageName()))
                        .collect(toSet()));
    }

    @ArchTest
    static void theDiagramOfTheStepsShowsTheCode(JavaClasses classes) {
        List<Arrow> ports = ports(classes);
        Set<List<String>> dotted = ports.stream().map(Arrow::ends).collect(toSet());
        Stream<Arrow> solid = PackageGraph.of(classes, ArchitecturePageTest::step).arrows().stream()
                .filter(arrow -> !dotted.contains(arrow.ends()));
        assertThat(ArchitecturePage.read().arrowsBelow("Steps"))
                .as("the arrows of the diagram \"Steps\" in docs/architecture.md")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(solid, ports.stream()).toList());
    }

    @ArchTest
    static void theDiagramOfTheRoomsShowsTheCode(JavaClasses classes) {
        assertThat(ArchitecturePage.read().arrowsBelow("Rooms of the diagnosis"))
                .as("the arrows of the diagram \"Rooms of the diagnosis\" in docs/architecture.md")
                .containsExactlyInAnyOrderElementsOf(
                        PackageGraph.of(classes, ArchitecturePageTest::room).arrows());
    }

    private static List<Arrow> ports(JavaClasses classes) {
        Map<List<String>, Set<String>> ports = classes.stream()
                .flatMap(type -> step(type.getPackageName()).filter(ADAPTERS::contains).stream()
                        .flatMap(adapter -> portsOf(type, adapter)))
                .collect(groupingBy(Arrow::ends, flatMapping(arrow -> arrow.ports().stream(), toSet())));
        return ports.entrySet().stream()
                .map(entry -> new Arrow(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    private static Stream<Arrow> portsOf(JavaClass type, String adapter) {
        return type.getAllRawInterfaces().stream()
                .flatMap(port -> step(port.getPackageName())
                        .filter(owner -> !owner.equals(adapter))
                        .map(owner -> new Arrow(adapter, owner, Set.of(port.getSimpleName())))
                        .stream());
    }

    /** The step that a package belongs to: its first name after {@code why403}. */
    private static Optional<String> step(String name) {
        return ours(name).map(ours -> ours.replaceFirst("\\..*", "")).filter(step -> !SHARED.contains(step));
    }

    /** The room that a package is: its last name, for {@code cause}, {@code sample} and the packages of the diagnosis. */
    private static Optional<String> room(String name) {
        return ours(name)
                .filter(ours -> ours.matches("cause|sample|diagnosis(\\..+)?"))
                .map(ours -> ours.substring(ours.lastIndexOf('.') + 1));
    }

    private static Optional<String> ours(String name) {
        return Optional.of(name).filter(any -> any.startsWith("why403.")).map(ArchitecturePageTest::nameOf);
    }

    private static String nameOf(String name) {
        return name.substring("why403.".length());
    }
}
