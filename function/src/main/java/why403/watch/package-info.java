/**
 * The two verbs that both entry points call: tally these objects; watch these distributions. Owns the order of reads
 * and writes; knows every step and port, and no adapter.
 */
package why403.watch;
