package why403.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import why403.history.StoreException;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;

/**
 * Incidents in the DynamoDB table of {@link DynamoTallies}, which any number of processes may use at once: an item for
 * each scope at {@code I#<distribution>} and the scope's name, with its version, its incidents, what was told of them
 * and the pending notices (each text deflated), and {@code claimedUntil} while somebody publishes these. An item lives
 * nine days after its last write, and for ever while notices are pending.
 *
 * <p>An item has room for 400 kB, which a scope's notices can outgrow where none of them leaves for days. A write that
 * would is refused by a {@link StoreException} and changes nothing: what it would have told stays marked, and is told
 * once those before it have left. None is dropped.
 */
public final class DynamoIncidents implements Incidents {

    /** A race is lost to somebody who won it, so that tries are few. */
    private static final int MOST_TRIES = 20;

    private final DynamoTable table;
    private final Map<ItemKey, Instant> claims = new ConcurrentHashMap<>();

    /**
     * Over a table that is there, or will be before it is used.
     *
     * @param clock tells which items have expired
     */
    public DynamoIncidents(DynamoDbClient client, String table, InstantSource clock) {
        this.table = new DynamoTable(client, table, clock);
    }

    @Override
    public List<ScopeIncidents> of(String distribution) {
        return table.query(ItemKey.incidents(distribution)).stream()
                .map(item -> read(distribution, item))
                .sorted(Comparator.comparing(ScopeIncidents::scope))
                .toList();
    }

    /**
     * Stores the states in one transaction, or where they are over 99, or over 3.5 MB, in several, the whole
     * distribution's in the first. Then somebody else's write may come in between and have a later one refused: the
     * answer is no, though the first were stored and their notices are published a minute later by whoever comes. The
     * rest is done again by the next pass, which reads what was stored. Nothing is told twice or lost, but it may be
     * told in parts.
     */
    @Override
    public boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now) {
        List<IncidentPut> puts = states.stream()
                .map(state -> new IncidentPut(state, IncidentItem.of(state, now, table.now())))
                .sorted(IncidentPut.WHOLE_FIRST)
                .toList();
        puts.forEach(put -> put.checkFits(table.name()));
        boolean wholeIsNew = false;
        for (List<IncidentPut> part : IncidentPut.parts(puts)) {
            boolean wholeIsHere = part.stream().anyMatch(IncidentPut::isWhole);
            long wholeVersion = wholeIsNew ? whole.version() + 1 : whole.version();
            if (!table.write(actions(
                    part, wholeIsHere ? Optional.empty() : Optional.of(whole.withVersion(wholeVersion)), now))) {
                return false;
            }
            part.forEach(put -> claims.put(put.item().key(), IncidentItem.claimUntil(now)));
            wholeIsNew |= wholeIsHere;
        }
        return true;
    }

    private List<TransactWriteItem> actions(List<IncidentPut> part, Optional<ScopeIncidents> unchanged, Instant now) {
        Stream<TransactWriteItem> puts = part.stream()
                .map(put -> table.putting(put.item(), asRead(put.state()).and(IncidentItem.isFree(now))));
        Stream<TransactWriteItem> check = unchanged.stream().map(whole -> table.checking(keyOf(whole), asRead(whole)));
        return Stream.concat(puts, check).toList();
    }

    private Clause asRead(ScopeIncidents state) {
        return IncidentItem.isAsRead(state.version(), table.now());
    }

    @Override
    public Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now) {
        Instant until = IncidentItem.claimUntil(now);
        boolean claimed = state.version() > 0
                && table.update(
                        keyOf(state),
                        IncidentItem.claiming(state.version(), until),
                        asRead(state).and(IncidentItem.isFree(now)));
        if (!claimed) {
            return Optional.empty();
        }
        claims.put(keyOf(state), until);
        return Optional.of(state.withVersion(state.version() + 1));
    }

    @Override
    public void published(ScopeIncidents claimed, String notice) {
        ItemKey key = keyOf(claimed);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<ScopeIncidents> stored = table.get(key)
                    .map(item -> read(claimed.distribution(), item))
                    .filter(state -> state.pending().indexOf(notice) == 0);
            if (stored.isEmpty()
                    || table.update(key, IncidentItem.clearing(stored.get(), table.now()), asRead(stored.get()))) {
                return;
            }
        }
        throw new StoreException("A published notice could not be removed from the item with " + key + " in table "
                + table.name() + " as others keep writing it; it is published again a minute later.");
    }

    /** Gives up only what this object claimed: by now it may be another's. */
    @Override
    public void release(ScopeIncidents claimed) {
        Optional.ofNullable(claims.remove(keyOf(claimed)))
                .ifPresent(until ->
                        table.update(keyOf(claimed), IncidentItem.releasing(), IncidentItem.isClaimedUntil(until)));
    }

    private ScopeIncidents read(String distribution, Item item) {
        try {
            return IncidentItem.read(distribution, item);
        } catch (IllegalArgumentException broken) {
            throw new StoreException(
                    "What is kept of incidents of " + distribution + ", the item with " + item.key() + " in table "
                            + table.name() + ", cannot be read (" + broken.getMessage()
                            + "), so that the distribution is not judged: deploy the release that wrote it, or delete"
                            + " the item with the incidents and notices that it holds.",
                    broken);
        }
    }

    private static ItemKey keyOf(ScopeIncidents state) {
        return ItemKey.incidents(state.distribution(), state.scope());
    }
}
