/**
 * A benchmark of the detection rule on simulated sites and incidents, beside published rules and a ceiling.
 *
 * <p>{@link why403.benchmark.detection.Strata} says which sites there are, {@link
 * why403.benchmark.detection.Simulator} draws their logs, a {@link why403.benchmark.detection.Rule} alerts, and {@link
 * why403.benchmark.detection.SiteResult} says which alerts are right. {@code docs/detection.md} explains the figures.
 */
package why403.benchmark.detection;
