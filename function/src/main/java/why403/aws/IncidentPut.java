package why403.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import why403.history.StoreException;
import why403.spike.ScopeIncidents;
import why403.tally.Scope;

/**
 * A scope's state and the item that it becomes.
 *
 * @param state as it was read, with what is new
 */
record IncidentPut(ScopeIncidents state, Item item) {

    static final Comparator<IncidentPut> WHOLE_FIRST =
            Comparator.comparing((IncidentPut put) -> !put.isWhole()).thenComparing(put -> put.state.scope());

    /** DynamoDB takes a hundred items in one write; one may be that of the whole distribution. */
    private static final int MOST_IN_A_WRITE = 99;

    /** DynamoDB takes 4 MB. */
    private static final int MOST_BYTES_IN_A_WRITE = 3_500_000;

    boolean isWhole() {
        return state.scope().equals(Scope.WHOLE);
    }

    /** @throws StoreException if it is more than an item has room for */
    void checkFits(String table) {
        int size = IncidentItem.sizeBytes(item);
        if (size > IncidentItem.MOST_BYTES) {
            throw new StoreException("The item with " + item.key() + " in table " + table + " would have " + size
                    + " bytes with its " + state.pending().size()
                    + " pending notices, and DynamoDB takes " + IncidentItem.MOST_BYTES
                    + ": mend what keeps notices from being published; nothing is lost, the rest is told after them.");
        }
    }

    /** As few groups as DynamoDB takes at once, in order; one empty group of none. */
    static List<List<IncidentPut>> parts(List<IncidentPut> puts) {
        List<List<IncidentPut>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        int bytes = 0;
        for (IncidentPut put : puts) {
            int size = IncidentItem.sizeBytes(put.item);
            if (parts.get(parts.size() - 1).size() == MOST_IN_A_WRITE || bytes + size > MOST_BYTES_IN_A_WRITE) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(put);
            bytes += size;
        }
        return parts;
    }
}
