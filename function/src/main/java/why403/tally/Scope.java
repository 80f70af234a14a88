package why403.tally;

import java.util.List;
import java.util.Locale;

/**
 * A part of a distribution's traffic that is counted separately.
 *
 * @param name {@code *}, {@code host:<lower case>}, {@code path:/<segment>/} ({@code path:/} for files at the root) or
 *     {@code behavior:<pattern>}; {@code host:…other}, {@code path:…other} and {@code behavior:…other} hold the
 *     values beyond the bound
 */
public record Scope(String name) implements Comparable<Scope> {

    /** How scopes divide a distribution. Their order decides ties. */
    public enum Dimension {
        WHOLE,
        PATH,
        HOST,
        BEHAVIOR;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";

        String prefix() {
            return prefix;
        }
    }

    /** The whole distribution. */
    public static final Scope WHOLE = new Scope("*");

    private static final String OTHER = "…other";

    /** Kept, because each call of {@code values()} copies it, and scopes are many. */
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    /** @throws IllegalArgumentException if the name has none of the four forms */
    public Scope {
        dimensionOf(name);
    }

    /** The scope of a value in a dimension. */
    public static Scope of(Dimension dimension, String value) {
        return dimension == Dimension.WHOLE ? WHOLE : new Scope(dimension.prefix() + value);
    }

    /** The overflow scope of a dimension: all values that are not followed separately. */
    public static Scope other(Dimension dimension) {
        return of(dimension, OTHER);
    }

    /** The dimension of this scope. */
    public Dimension dimension() {
        return dimensionOf(name);
    }

    /** The host, path prefix or pattern; {@code *} for the whole distribution. */
    public String value() {
        return dimension() == Dimension.WHOLE
                ? name
                : name.substring(dimension().prefix().length());
    }

    /** Whether it is an overflow scope. Such a scope never opens an incident. */
    public boolean isOther() {
        return dimension() != Dimension.WHOLE && value().equals(OTHER);
    }

    /** Written by hand, like {@link #hashCode}: the first call of a generated one takes 30 ms of a cold start. */
    @Override
    public boolean equals(Object that) {
        return that instanceof Scope other && name.equals(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public int compareTo(Scope that) {
        return name.compareTo(that.name);
    }

    private static Dimension dimensionOf(String name) {
        if (name.equals("*")) {
            return Dimension.WHOLE;
        }
        for (Dimension dimension : DIMENSIONS) {
            if (dimension != Dimension.WHOLE && name.startsWith(dimension.prefix())) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is not a scope: expected *, path:…, host:… or behavior:…");
    }
}
