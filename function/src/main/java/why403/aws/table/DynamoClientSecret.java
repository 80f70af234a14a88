package why403.aws.table;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.hash.HashKey;
import why403.history.StoreException;
import why403.tally.ClientSecret;

/**
 * Keeps the secret in an item of the table of {@link DynamoTallies}. The first process that needs it creates it; all
 * others read it, once each. Its attribute {@code secret} has 16 random bytes. It never expires, and no message has it.
 */
public final class DynamoClientSecret implements ClientSecret {

    private static final String SECRET = "secret";

    private final DynamoTable table;
    private final RandomGenerator random;
    private Optional<HashKey> known = Optional.empty();

    /**
     * The table must exist when the first method is called.
     *
     * @param clock decides which items have expired
     * @param random makes the secret of a new table; nobody must be able to predict it
     */
    public DynamoClientSecret(DynamoDbClient client, String table, InstantSource clock, RandomGenerator random) {
        this.table = new DynamoTable(client, table, clock);
        this.random = random;
    }

    /** @throws StoreException if the secret cannot be read or created now */
    @Override
    public synchronized HashKey key() {
        if (known.isEmpty()) {
            known = Optional.of(stored().orElseGet(this::create));
        }
        return known.get();
    }

    private HashKey create() {
        byte[] secret = new byte[HashKey.BYTES];
        random.nextBytes(secret);
        boolean isFirst = table.put(
                Item.at(ItemKey.CLIENT_SECRET).with(SECRET, secret), Expression.of("attribute_not_exists(#pk)"));
        return isFirst
                ? HashKey.of(secret)
                : stored().orElseThrow(() -> new StoreException("The item with " + ItemKey.CLIENT_SECRET + " in table "
                        + table.name() + " was deleted while it was read. why403 tries again."));
    }

    private Optional<HashKey> stored() {
        return table.get(ItemKey.CLIENT_SECRET).map(this::read);
    }

    private HashKey read(Item item) {
        try {
            item.checkFormat();
            return HashKey.of(item.bytes(SECRET));
        } catch (IllegalArgumentException broken) {
            throw new StoreException(
                    "The item with " + ItemKey.CLIENT_SECRET + " in table " + table.name() + " cannot be read ("
                            + broken.getMessage() + "), so why403 cannot count viewers. Deploy the release that wrote"
                            + " the item, or delete the item. If you delete it, why403 makes a new secret, and for an"
                            + " hour a viewer can count as two.",
                    broken);
        }
    }
}
