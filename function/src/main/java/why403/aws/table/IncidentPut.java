package why403.aws.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import why403.history.StoreException;
import why403.spike.ScopeIncidents;
import why403.tally.Scope;

/**
 * One put of a transaction: the state of a scope and its item.
 *
 * @param state the state as read, with the new incidents and notices
 */
record IncidentPut(ScopeIncidents state, Item item) {

    static final Comparator<IncidentPut> WHOLE_FIRST =
            Comparator.comparing((IncidentPut put) -> !put.isWhole()).thenComparing(put -> put.state.scope());

    /** DynamoDB accepts 100 items in a transaction. One is reserved for checking the whole distribution's item. */
    private static final int MAX_ITEMS_PER_TRANSACTION = 99;

    /** DynamoDB accepts 4 MB. */
    private static final int MAX_BYTES_PER_TRANSACTION = 3_500_000;

    boolean isWhole() {
        return state.scope().equals(Scope.WHOLE);
    }

    /** @throws StoreException if the item is larger than DynamoDB accepts */
    void checkFits(String table) {
        int size = IncidentItem.sizeBytes(item);
        if (size > IncidentItem.MAX_BYTES) {
            int pending = state.pending().size();
            throw new StoreException("The item with " + item.key() + " in table " + table + " would have " + size
                    + " bytes with its " + pending + (pending == 1 ? " pending notice" : " pending notices")
                    + ", but DynamoDB accepts " + IncidentItem.MAX_BYTES
                    + ". Fix what prevents notices from being published. No notice is lost: why403 publishes the others"
                    + " first and reports this one afterwards.");
        }
    }

    /** Splits the puts into as few transactions as possible, in order. No puts make one empty transaction. */
    static List<List<IncidentPut>> parts(List<IncidentPut> puts) {
        List<List<IncidentPut>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        int bytes = 0;
        for (IncidentPut put : puts) {
            int size = IncidentItem.sizeBytes(put.item);
            if (parts.get(parts.size() - 1).size() == MAX_ITEMS_PER_TRANSACTION
                    || bytes + size > MAX_BYTES_PER_TRANSACTION) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(put);
            bytes += size;
        }
        return parts;
    }
}
