/**
 * The two operations: {@link why403.watch.Tallier} tallies log objects, and {@link why403.watch.Watch} watches
 * distributions. The deployed functions call one each, and the command line calls both.
 *
 * <p>Log objects and the names of distributions come in. Stored tallies, stored incidents and published notices go out.
 * This package decides the order of reads and writes. It depends on every step and port, and does not know any adapter.
 */
package why403.watch;
