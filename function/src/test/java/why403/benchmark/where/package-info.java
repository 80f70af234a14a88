/**
 * A benchmark of {@code where}: in simulated traffic, one part of it is made to fail, and each method says which part it
 * was.
 *
 * <p>{@link why403.benchmark.where.SiteTraffic} draws requests, {@link why403.benchmark.where.Planting} chooses what fails,
 * {@link why403.benchmark.where.Simulation} writes the logs and samples them as the product does, a {@link
 * why403.benchmark.where.Locator} answers, and {@link why403.benchmark.where.Trial} says which answers are right. {@code
 * docs/detection.md} explains the figures.
 */
package why403.benchmark.where;
