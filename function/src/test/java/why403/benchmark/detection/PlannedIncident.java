package why403.benchmark.detection;

/**
 * A problem that a rule should find. Minutes count from the start of the site.
 *
 * @param begin the first minute with an excess
 * @param end exclusive
 * @param rise how far the rate rises above the usual one, as a fraction of the requests
 * @param ramp in how many minutes the rate rises in equal steps; 1 if it rises at once
 * @param flooding whether requests are added that are all forbidden; if not, good requests are denied
 */
record PlannedIncident(int begin, int end, double rise, int ramp, boolean flooding) {

    boolean isAbrupt() {
        return ramp == 1;
    }

    /** The rise at a minute; 0 outside the incident. */
    double riseAt(int minute) {
        return minute < begin || minute >= end ? 0 : rise * Math.min(1, (minute - begin + 1) / (double) ramp);
    }
}
