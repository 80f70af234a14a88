/** How many read and write units of DynamoDB a day uses: {@code docs/benchmarks.md} has the figures. */
package why403.benchmark.units;
