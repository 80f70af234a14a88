/**
 * The commands that fix a cause. What must change comes in; commands for a shell go out, safe to paste and to run twice.
 * Knows nothing of why something must change.
 */
package why403.diagnosis.remedy;
