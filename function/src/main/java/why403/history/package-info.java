/**
 * What many tallies say together, over time. Tallies come in, each object's once, however often it is put; counts per
 * minute and five-minute bin go out. Knows nothing of what is usual or not.
 */
package why403.history;
