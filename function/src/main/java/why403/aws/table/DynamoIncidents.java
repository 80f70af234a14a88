package why403.aws.table;

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
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;

/**
 * Stores incidents in the DynamoDB table of {@link DynamoTallies}. Any number of processes can use the table at once.
 * Each scope is one item with the keys {@code I#<distribution>} and the scope's name. The item holds the version, the
 * incidents, what was last reported, the pending notices (all texts compressed), and {@code claimedUntil} while a process
 * publishes the notices. An item expires nine days after its last write. It does not expire while notices are pending.
 *
 * <p>While logs from before the deployment are evaluated, an item with the keys {@code P} and the distribution holds the
 * progress: {@code tallied}, {@code nextHour}, {@code newest} and the incidents so far. It expires after two days.
 *
 * <p>An item has room for 400 kB. If notices cannot be published for days, they can outgrow it. Then the write throws a
 * {@link StoreException} and changes nothing: the hour stays marked, and a later pass reports it once earlier notices
 * have been published. No notice is dropped.
 */
public final class DynamoIncidents implements Incidents {

    /** Each lost race means that another process succeeded, so a few attempts are enough. */
    private static final int MAX_ATTEMPTS = 20;

    private final DynamoTable table;
    private final Map<ItemKey, Instant> claims = new ConcurrentHashMap<>();

    /**
     * The table must exist when the first method is called.
     *
     * @param clock decides which items have expired
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
     * Stores the states in one transaction. More than 99 states, or more than 3.5 MB, need several transactions; the
     * first one has the state of the whole distribution. Between two of them, another process can write, and DynamoDB
     * refuses the later one. Then this method returns false although the first states are stored. Another pass
     * publishes their notices a minute later, and the next pass repeats the rest from what was stored. No notice is
     * lost or published twice, but the notices of one pass may be published at different times.
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

    private Expression asRead(ScopeIncidents state) {
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
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<ScopeIncidents> stored = table.get(key)
                    .map(item -> read(claimed.distribution(), item))
                    .filter(state -> state.pending().indexOf(notice) == 0);
            if (stored.isEmpty()
                    || table.update(key, IncidentItem.clearing(stored.get(), table.now()), asRead(stored.get()))) {
                return;
            }
        }
        throw new StoreException("why403 published a notice but could not remove it from the item with " + key
                + " in table " + table.name() + ", because other processes kept writing the item. why403 publishes the"
                + " notice again in a minute.");
    }

    /** Releases only a claim of this object: after it expired, another process may have claimed the notices. */
    @Override
    public void release(ScopeIncidents claimed) {
        Optional.ofNullable(claims.remove(keyOf(claimed)))
                .ifPresent(until ->
                        table.update(keyOf(claimed), IncidentItem.releasing(), IncidentItem.isClaimedUntil(until)));
    }

    /** What this release cannot read is evaluated again from the beginning. */
    @Override
    public Optional<PastProgress> past(String distribution) {
        return table.get(ItemKey.past(distribution)).flatMap(item -> {
            try {
                return Optional.of(PastItem.read(item));
            } catch (IllegalArgumentException ofAnotherRelease) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void putPast(PastProgress progress) {
        table.put(PastItem.of(progress, table.now()));
    }

    private ScopeIncidents read(String distribution, Item item) {
        try {
            return IncidentItem.read(distribution, item);
        } catch (IllegalArgumentException broken) {
            throw new StoreException(
                    "The item with " + item.key() + " in table " + table.name() + " cannot be read ("
                            + broken.getMessage() + "), so why403 cannot watch distribution " + distribution
                            + ". Deploy the release that wrote the item, or delete the item with its incidents and"
                            + " notices.",
                    broken);
        }
    }

    private static ItemKey keyOf(ScopeIncidents state) {
        return ItemKey.incidents(state.distribution(), state.scope());
    }
}
