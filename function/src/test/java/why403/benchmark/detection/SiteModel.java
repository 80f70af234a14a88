package why403.benchmark.detection;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A site before its traffic is drawn. Minutes count from the start of the site, which is the start of a Monday.
 *
 * @param requestsPerMinute the mean over a day of usual traffic
 * @param rate the usual rate of 403s
 * @param variation the standard deviation of that rate relative to its mean, beyond the chance of counts
 * @param traffic a factor on the requests of each minute: days, nights, weekends
 * @param rates a factor on the rate of each minute: what the site does by itself, and no incident
 * @param shares how the requests are divided among the site's clients
 * @param minutes how long the site is observed
 * @param changes minutes at which the usual rate changes for good: in the hour after each, the first notice is right
 */
record SiteModel(
        double requestsPerMinute,
        double rate,
        double variation,
        IntToDoubleFunction traffic,
        IntToDoubleFunction rates,
        ClientShares shares,
        Delivery delivery,
        int minutes,
        List<PlannedIncident> incidents,
        List<Burst> bursts,
        List<Integer> changes) {

    SiteModel {
        incidents = List.copyOf(incidents);
        bursts = List.copyOf(bursts);
        changes = List.copyOf(changes);
    }

    SiteModel withTraffic(IntToDoubleFunction newTraffic) {
        return new SiteModel(
                requestsPerMinute,
                rate,
                variation,
                newTraffic,
                rates,
                shares,
                delivery,
                minutes,
                incidents,
                bursts,
                changes);
    }

    SiteModel withRates(IntToDoubleFunction newRates, List<Integer> newChanges) {
        return new SiteModel(
                requestsPerMinute,
                rate,
                variation,
                traffic,
                newRates,
                shares,
                delivery,
                minutes,
                incidents,
                bursts,
                newChanges);
    }

    SiteModel withShares(ClientShares newShares) {
        return new SiteModel(
                requestsPerMinute,
                rate,
                variation,
                traffic,
                rates,
                newShares,
                delivery,
                minutes,
                incidents,
                bursts,
                changes);
    }

    SiteModel withDelivery(Delivery newDelivery) {
        return new SiteModel(
                requestsPerMinute,
                rate,
                variation,
                traffic,
                rates,
                shares,
                newDelivery,
                minutes,
                incidents,
                bursts,
                changes);
    }

    SiteModel withBursts(List<Burst> newBursts) {
        return new SiteModel(
                requestsPerMinute,
                rate,
                variation,
                traffic,
                rates,
                shares,
                delivery,
                minutes,
                incidents,
                newBursts,
                changes);
    }
}
