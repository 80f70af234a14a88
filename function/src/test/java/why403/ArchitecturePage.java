package why403;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import why403.PackageGraph.Arrow;

/** The lists and diagrams of {@code docs/architecture.md}. */
record ArchitecturePage(List<String> lines) {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.]+)` \\|.+");
    private static final Pattern ARROW =
            Pattern.compile("(\\w+) (?:-->|-\\.->\\|(?<ports>\\w+(?:, \\w+)*)\\|) (?<to>\\w+)");

    static ArchitecturePage read() {
        try {
            return new ArchitecturePage(Files.readAllLines(Path.of("..", "docs", "architecture.md")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The packages in the first column of the tables below a heading, without {@code why403}. */
    List<String> packagesBelow(String heading) {
        return section(heading).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    /** The arrows of the diagram below a heading. A line that is neither an arrow nor the start is refused. */
    List<Arrow> arrowsBelow(String heading) {
        List<String> section = section(heading);
        List<String> diagram = section.subList(after(section, "```mermaid"), section.size());
        return diagram.subList(0, diagram.indexOf("```")).stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("flowchart "))
                .map(ArchitecturePage::arrow)
                .toList();
    }

    private List<String> section(String heading) {
        return lines.stream()
                .skip(after(lines, "## " + heading))
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    private static Arrow arrow(String line) {
        Matcher arrow = ARROW.matcher(line);
        if (!arrow.matches()) {
            throw new IllegalArgumentException("docs/architecture.md: cannot read this line of a diagram: " + line
                    + ". Expected: user --> used, or adapter -.->|Port| package");
        }
        return new Arrow(arrow.group(1), arrow.group("to"), ports(arrow));
    }

    private static TreeSet<String> ports(Matcher arrow) {
        return arrow.group("ports") == null
                ? new TreeSet<>()
                : Arrays.stream(arrow.group("ports").split(", ")).collect(toCollection(TreeSet::new));
    }

    private static int after(List<String> lines, String line) {
        int index = lines.indexOf(line);
        if (index < 0) {
            throw new IllegalArgumentException("docs/architecture.md has no line: " + line);
        }
        return index + 1;
    }
}
