/**
 * Adapters for a replay. Files come in as a recorded account and as log objects; the history and the incidents of one
 * process live in memory. Does not know the command line.
 */
package why403.folder;
