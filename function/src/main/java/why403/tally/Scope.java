package why403.tally;

import java.util.Locale;

/**
 * A part of a distribution's traffic that is counted by itself.
 *
 * @param name {@code *}, {@code host:<lower case>}, {@code path:/<segment>/} ({@code path:/} for files at the root) or
 *     {@code behavior:<pattern>}; {@code host:…other}, {@code path:…other} and {@code behavior:…other} hold what
 *     overflows the bound
 */
public record Scope(String name) implements Comparable<Scope> {

    /** What a scope is a part by; the order is that of ties between them. */
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

    /** @throws IllegalArgumentException if the name is of none of the four kinds */
    public Scope {
        dimensionOf(name);
    }

    public static Scope of(Dimension dimension, String value) {
        return dimension == Dimension.WHOLE ? WHOLE : new Scope(dimension.prefix() + value);
    }

    /** The scope of that dimension's values that are not followed one by one. */
    public static Scope other(Dimension dimension) {
        return of(dimension, OTHER);
    }

    public Dimension dimension() {
        return dimensionOf(name);
    }

    /** The host, path prefix or pattern; {@code *} for the whole distribution. */
    public String value() {
        return dimension() == Dimension.WHOLE
                ? name
                : name.substring(dimension().prefix().length());
    }

    /** Whether it holds what overflowed; such a scope never opens an incident. */
    public boolean isOther() {
        return dimension() != Dimension.WHOLE && value().equals(OTHER);
    }

    /** Written out, as {@link #hashCode} is: the first of a record's own to be called takes 30 ms of a cold start. */
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
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.WHOLE && name.startsWith(dimension.prefix())) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no scope: expected *, path:…, host:… or behavior:…");
    }
}
