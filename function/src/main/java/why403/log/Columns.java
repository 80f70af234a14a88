package why403.log;

import java.util.Arrays;
import java.util.List;

/**
 * Where the values of one record lie, and which value belongs to which field. The layouts write the bounds directly: a
 * method call for each of thirty million columns would cost as much as finding them.
 */
@SuppressWarnings("EnumOrdinal")
final class Columns {

    static final int ABSENT = -1;

    private static final Field[] FIELDS = Field.values();

    /** The place of a field that the header does not name. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Where the value at each place begins. It ends, exclusive, a gap before the next bound. */
    final int[] bounds;

    /** How many places the current record fills, as far as they are found. */
    int count;

    private final int gap;
    private final int[] placeOf;
    private final Runnable findAll;
    private boolean areAllFound = true;

    private Columns(int most, int gap, Runnable findAll) {
        this.bounds = new int[most + 1];
        this.gap = gap;
        this.findAll = findAll;
        this.placeOf = new int[FIELDS.length];
        Arrays.fill(placeOf, NOWHERE);
    }

    private Columns(int[] bounds, Columns of) {
        this.bounds = bounds;
        this.count = of.count;
        this.gap = of.gap;
        this.placeOf = of.placeOf;
        this.findAll = () -> {};
    }

    /** One place for each name, in that order. A field that is named twice is at its first place. */
    static Columns named(List<String> names, int gap) {
        return named(names, gap, () -> {});
    }

    /**
     * The same for a layout that may find only the first columns of a record.
     *
     * @param findAll finds all of them; called when another one is asked for
     */
    static Columns named(List<String> names, int gap, Runnable findAll) {
        Columns columns = new Columns(names.size(), gap, findAll);
        for (int column = names.size() - 1; column >= 0; column--) {
            int place = column;
            Field.named(names.get(column)).ifPresent(field -> columns.placeOf[field.ordinal()] = place);
        }
        return columns;
    }

    /** Two places for each field. The second holds no value: it begins where the value of the first ends. */
    static Columns ofAllFields() {
        Columns columns = new Columns(2 * FIELDS.length + 1, 0, () -> {});
        columns.count = 2 * FIELDS.length;
        for (Field field : FIELDS) {
            columns.placeOf[field.ordinal()] = 2 * field.ordinal();
        }
        return columns;
    }

    /** The number of places up to the last of these fields. */
    int placesTo(List<Field> fields) {
        return fields.stream()
                .mapToInt(field -> placeOf[field.ordinal()])
                .filter(place -> place != NOWHERE)
                .map(place -> place + 1)
                .max()
                .orElse(0);
    }

    /** The first columns of a record are found, and its other ones are not. */
    void foundTo(int places) {
        count = places;
        areAllFound = false;
    }

    /** All columns of a record are found. */
    void foundAll(int places) {
        count = places;
        areAllFound = true;
    }

    boolean areAllFound() {
        return areAllFound;
    }

    /** The same columns, all of which are found. */
    Columns whole() {
        if (!areAllFound) {
            findAll.run();
        }
        return this;
    }

    private boolean isFilled(int place) {
        return place < count || (!areAllFound && place != NOWHERE && place < whole().count);
    }

    /** Empty columns for another record of the same layout. */
    Columns ofAnother() {
        return new Columns(new int[bounds.length], this);
    }

    /** Whether both have the same layout. */
    boolean isOfLayoutOf(Columns that) {
        return placeOf == that.placeOf
                || (gap == that.gap && bounds.length == that.bounds.length && Arrays.equals(placeOf, that.placeOf));
    }

    /** The place where the field's value begins; the next place is where it ends. Only for {@link #ofAllFields}. */
    int place(Field field) {
        return placeOf[field.ordinal()];
    }

    /** Where the field's value begins; {@link #ABSENT} if it is missing, empty or {@code -}. */
    int start(Field field, byte[] bytes) {
        int place = placeOf[field.ordinal()];
        if (!isFilled(place)) {
            return ABSENT;
        }
        int start = bounds[place];
        int length = bounds[place + 1] - gap - start;
        return length > 1 || (length == 1 && bytes[start] != '-') ? start : ABSENT;
    }

    /** Where the field's value begins, even if it is empty or {@code -}; {@link #ABSENT} if the record has no such field. */
    int startOfAny(Field field) {
        int place = placeOf[field.ordinal()];
        return isFilled(place) ? bounds[place] : ABSENT;
    }

    /** Where the field's value ends, exclusive. Meaningless if the field is absent. */
    int end(Field field) {
        int place = placeOf[field.ordinal()];
        return isFilled(place) ? bounds[place + 1] - gap : ABSENT;
    }
}
