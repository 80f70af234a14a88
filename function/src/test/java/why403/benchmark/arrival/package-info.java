/** What the order in which log objects arrive changes in the incidents of a day: {@code docs/detection.md} has the figures. */
package why403.benchmark.arrival;
