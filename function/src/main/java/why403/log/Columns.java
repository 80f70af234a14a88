package why403.log;

import java.util.Arrays;
import java.util.List;

/**
 * Where the values of one record lie, and which of them is which field's. Whoever takes a record apart writes the bounds
 * itself: a call for each of thirty million columns would cost as much as finding them.
 */
@SuppressWarnings("EnumOrdinal")
final class Columns {

    static final int ABSENT = -1;

    private static final Field[] FIELDS = Field.values();

    /** A place that no record has. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Where the value at each place begins; the next bound less the gap is where it ends, exclusive. */
    final int[] bounds;

    /** How many places of the record at hand are filled. */
    int count;

    private final int gap;
    private final int[] placeOf;

    private Columns(int most, int gap) {
        this.bounds = new int[most + 1];
        this.gap = gap;
        this.placeOf = new int[FIELDS.length];
        Arrays.fill(placeOf, NOWHERE);
    }

    private Columns(int[] bounds, Columns of) {
        this.bounds = bounds;
        this.count = of.count;
        this.gap = of.gap;
        this.placeOf = of.placeOf;
    }

    /** One place for each name, in that order; a field that is named twice is at the first. */
    static Columns named(List<String> names, int gap) {
        Columns columns = new Columns(names.size(), gap);
        for (int column = names.size() - 1; column >= 0; column--) {
            int place = column;
            Field.named(names.get(column)).ifPresent(field -> columns.placeOf[field.ordinal()] = place);
        }
        return columns;
    }

    /** Two places for each field, the second of which is nobody's: what stands between two fields is not known. */
    static Columns ofAllFields() {
        Columns columns = new Columns(2 * FIELDS.length + 1, 0);
        columns.count = 2 * FIELDS.length;
        for (Field field : FIELDS) {
            columns.placeOf[field.ordinal()] = 2 * field.ordinal();
        }
        return columns;
    }

    /** The same of another record of that layout, of which nothing is known yet. */
    Columns ofAnother() {
        return new Columns(new int[bounds.length], this);
    }

    /** The same record's, to keep, where its bytes are so many places further on. */
    Columns movedBy(int places) {
        int[] moved = Arrays.copyOf(bounds, count + 1);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += places;
        }
        return new Columns(moved, this);
    }

    /** Whether it is the layout that this is of. */
    boolean isOfLayoutOf(Columns that) {
        return placeOf == that.placeOf
                || (gap == that.gap && bounds.length == that.bounds.length && Arrays.equals(placeOf, that.placeOf));
    }

    /** The place where the field's value begins; the next one is where it ends. Only of {@link #ofAllFields}. */
    int place(Field field) {
        return placeOf[field.ordinal()];
    }

    /** Where the field's value begins; {@link #ABSENT} where there is none, or it is empty or {@code -}. */
    int start(Field field, byte[] bytes) {
        int place = placeOf[field.ordinal()];
        if (place >= count) {
            return ABSENT;
        }
        int start = bounds[place];
        int length = bounds[place + 1] - gap - start;
        return length > 1 || (length == 1 && bytes[start] != '-') ? start : ABSENT;
    }

    /** Where the field's value ends, exclusive; without meaning where it is absent. */
    int end(Field field) {
        int place = placeOf[field.ordinal()];
        return place >= count ? ABSENT : bounds[place + 1] - gap;
    }
}
