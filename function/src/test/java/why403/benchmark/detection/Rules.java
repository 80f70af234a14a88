package why403.benchmark.detection;

import java.util.List;
import why403.spike.Sensitivity;

/** The rules that the benchmark compares. */
final class Rules {

    private Rules() {}

    /** The product's rule first. */
    static List<Rule> all() {
        return List.of(
                new ProductRule(Sensitivity.NORMAL, ProductRule.DAY),
                new FixedThreshold(0.05),
                ZScore.trafficAnomalies(),
                ZScore.wafAlerts(),
                new BurnRate(0.99),
                new BurnRate(0.999),
                new HourOfDayBand(),
                new PerFileCounter());
    }
}
