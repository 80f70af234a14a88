/**
 * The DynamoDB adapters: tallies, hourly sums, states and incidents as items of one table. Values of {@code history} and
 * {@code spike} come in and go out; what cannot be stored or read throws a {@code StoreException}. The package does not
 * know what the numbers mean, and it does not create the table.
 */
package why403.aws.table;
