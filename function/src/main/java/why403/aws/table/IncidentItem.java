package why403.aws.table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.tally.Scope;

/** The item of a scope, and the conditions of its writes. Claims are in milliseconds since the epoch. */
final class IncidentItem {

    /**
     * DynamoDB's limit for one item.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items">AWS:
     *     Item size</a>
     */
    static final int MAX_BYTES = 400 * 1024;

    /** The baseline excludes incidents of the last eight days, so they must be kept that long. */
    private static final Duration LIFETIME = Duration.ofDays(9);

    private static final String VERSION = "version";
    private static final String STATE = "state";
    private static final String INCIDENTS = "incidents";
    private static final String REPORTED_CAUSES = "reportedCauses";
    private static final String PENDING = "pending";
    private static final String CLAIMED_UNTIL = "claimedUntil";

    /** The largest overhead of a number, a list or a list element. */
    private static final int OVERHEAD_BYTES = 24;

    private IncidentItem() {}

    /**
     * The next version of the item, with its notices claimed. It does not expire while notices are pending.
     *
     * @param clock the time that decides which items have expired
     */
    static Item of(ScopeIncidents state, Instant now, Instant clock) {
        Item item = Item.at(ItemKey.incidents(state.distribution(), state.scope()))
                .with(VERSION, state.version() + 1)
                .with(STATE, phaseForPeople(state))
                .with(INCIDENTS, Compressed.text(IncidentCodec.write(state.incidents())))
                .with(REPORTED_CAUSES, Compressed.text(state.reportedCauses()));
        List<AttributeValue> pending = state.pending().stream()
                .map(notice -> Item.bytes(Compressed.text(notice)))
                .toList();
        return pending.isEmpty()
                ? item.expiringAt(clock.plus(LIFETIME))
                : item.with(PENDING, AttributeValue.fromL(pending))
                        .with(CLAIMED_UNTIL, claimUntil(now).toEpochMilli());
    }

    /** @throws IllegalArgumentException if this release cannot read the item */
    static ScopeIncidents read(String distribution, Item item) {
        item.checkFormat();
        return new ScopeIncidents(
                distribution,
                new Scope(item.key().sort()),
                item.number(VERSION),
                IncidentCodec.read(Compressed.readText(item.bytes(INCIDENTS))),
                Compressed.readText(item.bytes(REPORTED_CAUSES)),
                item.byteLists(PENDING).stream().map(Compressed::readText).toList());
    }

    private static String phaseForPeople(ScopeIncidents state) {
        return state.incidents().isEmpty()
                ? "none"
                : state.incidents()
                        .get(state.incidents().size() - 1)
                        .phase()
                        .name()
                        .toLowerCase(Locale.ROOT);
    }

    /** An upper bound of the size that DynamoDB computes. */
    static int sizeBytes(Item item) {
        return item.attributes().entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + sizeBytes(attribute.getValue()))
                .sum();
    }

    private static int sizeBytes(AttributeValue value) {
        int content = switch (value.type()) {
            case S -> utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case L -> value.l().stream().mapToInt(IncidentItem::sizeBytes).sum();
            default -> 0;
        };
        return content + OVERHEAD_BYTES;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static Instant claimUntil(Instant now) {
        return now.plus(Incidents.CLAIM);
    }

    /** Holds if no process has written the item since it was read. An expired item counts as absent. */
    static Expression isAsRead(long version, Instant clock) {
        return version == 0
                ? Expression.of("attribute_not_exists(#pk) OR #expires <= :clock")
                        .with(":clock", clock.getEpochSecond())
                : Expression.of("#version = :version").with(":version", version);
    }

    /** Holds if no process is publishing the pending notices. A claim far in the future comes from a wrong clock. */
    static Expression isFree(Instant now) {
        return Expression.of("attribute_not_exists(#pending) OR size(#pending) = :none"
                        + " OR attribute_not_exists(#claimedUntil) OR #claimedUntil <= :now OR #claimedUntil > :ahead")
                .with(":none", 0)
                .with(":now", now)
                .with(":ahead", now.plus(Incidents.CLAIM).plus(Incidents.CLAIM));
    }

    static Expression claiming(long version, Instant until) {
        return Expression.of("SET #claimedUntil = :until, #version = :next")
                .with(":until", until)
                .with(":next", version + 1);
    }

    /** Removes the oldest notice. After the last one, the claim ends and the item may expire. */
    static Expression clearing(ScopeIncidents state, Instant clock) {
        Expression first =
                Expression.of("SET #version = :next REMOVE #pending[0]").with(":next", state.version() + 1);
        return state.pending().size() > 1
                ? first
                : Expression.of("SET #version = :next, #expires = :expires REMOVE #pending, #claimedUntil")
                        .with(":next", state.version() + 1)
                        .with(":expires", clock.plus(LIFETIME).getEpochSecond());
    }

    static Expression releasing() {
        return Expression.of("REMOVE #claimedUntil");
    }

    static Expression isClaimedUntil(Instant until) {
        return Expression.of("#claimedUntil = :until").with(":until", until);
    }
}
