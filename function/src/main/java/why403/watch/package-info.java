/**
 * The two operations that both entry points call: tally these objects, and watch these distributions.
 *
 * <p>Log objects and the names of distributions come in. Stored tallies, stored incidents and published notices go out.
 * This package decides the order of reads and writes. It depends on every step and port, and does not know any adapter.
 */
package why403.watch;
