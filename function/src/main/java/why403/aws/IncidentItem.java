package why403.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.tally.Scope;

/** What is kept of a scope as an item, and the conditions that guard it. Claims are in milliseconds since the epoch. */
final class IncidentItem {

    /**
     * What DynamoDB takes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items">AWS:
     *     Item size</a>
     */
    static final int MOST_BYTES = 400 * 1024;

    /** The baseline leaves incidents of the last eight days out. */
    private static final Duration LIVES = Duration.ofDays(9);

    private static final String VERSION = "version";
    private static final String STATE = "state";
    private static final String INCIDENTS = "incidents";
    private static final String TOLD = "told";
    private static final String PENDING = "pending";
    private static final String CLAIMED_UNTIL = "claimedUntil";

    /** What a number, a list or an element of one may take beside its content. */
    private static final int OVERHEAD_BYTES = 24;

    private IncidentItem() {}

    /**
     * The next version, with its notices claimed. It cannot expire before they are published.
     *
     * @param clock now, by the clock that tells what has expired
     */
    static Item of(ScopeIncidents state, Instant now, Instant clock) {
        Item item = Item.at(ItemKey.incidents(state.distribution(), state.scope()))
                .with(VERSION, state.version() + 1)
                .with(STATE, phaseForPeople(state))
                .with(INCIDENTS, Deflated.pack(IncidentCodec.write(state.incidents())))
                .with(TOLD, Deflated.pack(state.reportedCauses()));
        List<AttributeValue> pending = state.pending().stream()
                .map(notice -> Item.bytes(Deflated.pack(notice)))
                .toList();
        return pending.isEmpty()
                ? item.expiringAt(clock.plus(LIVES))
                : item.with(PENDING, AttributeValue.fromL(pending))
                        .with(CLAIMED_UNTIL, claimUntil(now).toEpochMilli());
    }

    /** @throws IllegalArgumentException if the item is not what this release writes */
    static ScopeIncidents read(String distribution, Item item) {
        item.checkFormat();
        return new ScopeIncidents(
                distribution,
                new Scope(item.key().sort()),
                item.number(VERSION),
                IncidentCodec.read(Deflated.unpack(item.bytes(INCIDENTS))),
                Deflated.unpack(item.bytes(TOLD)),
                item.byteLists(PENDING).stream().map(Deflated::unpack).toList());
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

    /** At least what DynamoDB counts. */
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

    /** That nobody wrote since; what has expired was never there. */
    static Clause isAsRead(long version, Instant clock) {
        return version == 0
                ? Clause.of("attribute_not_exists(#pk) OR #expires <= :clock").with(":clock", clock.getEpochSecond())
                : Clause.of("#version = :version").with(":version", version);
    }

    /** That nobody publishes what is pending; a claim far ahead is one by a wrong clock. */
    static Clause isFree(Instant now) {
        return Clause.of("attribute_not_exists(#pending) OR size(#pending) = :none"
                        + " OR attribute_not_exists(#claimedUntil) OR #claimedUntil <= :now OR #claimedUntil > :ahead")
                .with(":none", 0)
                .with(":now", now)
                .with(":ahead", now.plus(Incidents.CLAIM).plus(Incidents.CLAIM));
    }

    static Clause claiming(long version, Instant until) {
        return Clause.of("SET #claimedUntil = :until, #version = :next")
                .with(":until", until)
                .with(":next", version + 1);
    }

    /** Removes the oldest notice; after the last one nothing is claimed any more, and the item may expire. */
    static Clause clearing(ScopeIncidents state, Instant clock) {
        Clause first = Clause.of("SET #version = :next REMOVE #pending[0]").with(":next", state.version() + 1);
        return state.pending().size() > 1
                ? first
                : Clause.of("SET #version = :next, #expires = :expires REMOVE #pending, #claimedUntil")
                        .with(":next", state.version() + 1)
                        .with(":expires", clock.plus(LIVES).getEpochSecond());
    }

    static Clause releasing() {
        return Clause.of("REMOVE #claimedUntil");
    }

    static Clause isClaimedUntil(Instant until) {
        return Clause.of("#claimedUntil = :until").with(":until", until);
    }
}
