/**
 * When 403s are more than chance and habit explain, and what becomes of it: a test and a pure state machine. Counts
 * and the incidents so far come in; the incidents as they are now go out, with the notices that are due. Knows no
 * records, no causes, no clock but the records' own.
 */
package why403.spike;
