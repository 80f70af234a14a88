package why403;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Which part of the code uses which. A part is one package, or a package with its subpackages. */
record PackageGraph(Map<String, Set<String>> uses) {

    /**
     * The graph of compiled classes.
     *
     * @param partOf the part that a package belongs to; empty if the graph leaves the package out
     */
    static PackageGraph of(JavaClasses classes, Function<String, Optional<String>> partOf) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : classes) {
            partOf.apply(type.getPackageName())
                    .ifPresent(user -> type.getDirectDependenciesFromSelf().stream()
                            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                            .flatMap(used -> partOf.apply(used.getPackageName()).stream())
                            .filter(used -> !used.equals(user))
                            .forEach(used -> uses.computeIfAbsent(user, key -> new TreeSet<>())
                                    .add(used)));
        }
        return new PackageGraph(uses);
    }

    /**
     * The arrows that a drawing needs: a use that follows from a chain of other uses is left out. In a graph without
     * cycles, exactly one such set exists.
     */
    List<Arrow> arrows() {
        return uses.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(used -> entry.getValue().stream()
                                .noneMatch(between -> !between.equals(used) && reaches(between, used)))
                        .map(used -> new Arrow(entry.getKey(), used)))
                .toList();
    }

    private boolean reaches(String from, String to) {
        Set<String> reached = new HashSet<>(Set.of(from));
        List<String> last = List.of(from);
        while (!last.isEmpty() && !reached.contains(to)) {
            last = last.stream()
                    .flatMap(part -> uses.getOrDefault(part, Set.of()).stream())
                    .filter(reached::add)
                    .toList();
        }
        return reached.contains(to);
    }

    /** One arrow of a drawing, from the part that uses to the part that is used. */
    record Arrow(String from, String to, Set<String> ports) {

        Arrow {
            ports = new TreeSet<>(ports);
        }

        /** An arrow for ordinary use. */
        Arrow(String from, String to) {
            this(from, to, Set.of());
        }

        /** The parts at both ends, without the ports. */
        List<String> ends() {
            return List.of(from, to);
        }

        /** The line that draws this arrow in a Mermaid flowchart. */
        @Override
        public String toString() {
            return ports.isEmpty() ? from + " --> " + to : from + " -.->|" + String.join(", ", ports) + "| " + to;
        }
    }
}
