package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A prototype of a rule for the product: windows of 1, 5, 15 and 60 minutes, a usual rate of half an hour that leans on
 * the day before it, and a variation that outliers cannot poison. The life of an incident is simpler than the product's:
 * there is one scope, and late data opens an incident only where none was.
 */
record ProposedRule(double chance) implements Rule {

    @Override
    public String name() {
        return "proposed";
    }

    @Override
    public List<Alert> alerts(SiteLog log) {
        return new Run(log).alerts();
    }

    /** The state of one kind of incidents: ordinary ones, or those of one client. */
    private static final class Track {

        private boolean open;
        private int from;
        private int windowStart;
        private int to;
        private double usualRate;
        private int expiry;
        private int quiet;
        private int nextQuiet;
    }

    /** What a window that passes says. */
    private record Passed(int from, int windowStart, double usualRate) {}

    /** One site. */
    private final class Run {

        private static final int HOUR = 60;
        private static final int TOO_OLD_MINUTES = 6 * HOUR;
        private static final int LONGEST = 60;

        private static final int[] WINDOWS = {60, 15, 5, 1};

        private final SiteLog log;
        private final DeliveredTraffic traffic;
        private final ProposedBaseline baseline;
        private final Track ordinary = new Track();
        private final Track oneClient = new Track();
        private final List<Alert> alerts = new ArrayList<>();
        private int newest = -1;

        private Run(SiteLog log) {
            this.log = log;
            this.traffic = log.delivery() == Delivery.IN_ORDER ? log.complete() : new DeliveredTraffic(log.minutes());
            this.baseline = new ProposedBaseline(traffic);
        }

        private List<Alert> alerts() {
            if (log.delivery() == Delivery.IN_ORDER) {
                for (int minute = 0; minute < log.minutes(); minute++) {
                    if (traffic.requests(minute) > 0) {
                        newest = minute;
                        step(minute);
                    }
                }
                return alerts;
            }
            int next = 0;
            while (next < log.objects().size()) {
                int arrival = log.objects().get(next).arrival();
                TreeSet<Integer> touched = new TreeSet<>();
                while (next < log.objects().size() && log.objects().get(next).arrival() == arrival) {
                    LogObjectCounts object = log.objects().get(next);
                    traffic.add(object);
                    addTouched(object, touched);
                    next++;
                }
                baseline.forget();
                touched.forEach(this::step);
                newest = Math.max(newest, touched.isEmpty() ? newest : touched.last());
            }
            return alerts;
        }

        private void addTouched(LogObjectCounts object, Set<Integer> touched) {
            for (int i = 0; i < LogObjectCounts.MINUTES; i++) {
                int minute = object.first() + i;
                if (object.counts().get(i).requests() > 0) {
                    touched.add(minute);
                    for (int later = minute + 1; later <= newest && later < minute + LONGEST; later++) {
                        if (minute < newest && traffic.requests(later) > 0) {
                            touched.add(later);
                        }
                    }
                }
            }
        }

        private void step(int minute) {
            end(ordinary, false, minute);
            end(oneClient, true, minute);
            if (ordinary.open) {
                extend(ordinary, false, minute);
                return;
            }
            if (minute < newest - TOO_OLD_MINUTES || minute < ordinary.to) {
                return;
            }
            Passed passed = test(ordinary, false, minute, 0);
            if (passed != null) {
                open(ordinary, passed, minute);
                alerts.add(new Alert(minute, OptionalInt.of(passed.from())));
                if (oneClient.open) {
                    oneClient.open = false;
                }
            } else if (oneClient.open) {
                extend(oneClient, true, minute);
            } else {
                Passed withClient = test(oneClient, true, minute, 0);
                if (withClient != null) {
                    open(oneClient, withClient, minute);
                }
            }
        }

        private void open(Track track, Passed passed, int minute) {
            track.open = true;
            track.from = passed.from();
            track.windowStart = passed.windowStart();
            track.to = minute + 1;
            track.usualRate = passed.usualRate();
            track.quiet = 0;
            track.nextQuiet = track.to;
            int bin = passed.windowStart() / LogObjectCounts.MINUTES;
            int known = baseline.cleanWithRequests(bin - ProposedBaseline.DAY_BINS, bin);
            track.expiry = minute + (known < 12 ? 3 : 48) * HOUR;
            baseline.mark(track.windowStart, track.to, true);
        }

        private void extend(Track track, boolean withClient, int minute) {
            if (minute >= track.to && test(track, withClient, minute, track.usualRate) != null) {
                track.to = minute + 1;
                track.quiet = 0;
                track.nextQuiet = track.to;
                baseline.mark(track.windowStart, track.to, true);
            }
        }

        private void end(Track track, boolean withClient, int minute) {
            if (!track.open) {
                return;
            }
            int last = Math.max(newest, minute);
            while (track.quiet < 15 && track.nextQuiet <= last - 10) {
                if (traffic.requests(track.nextQuiet) > 0) {
                    track.quiet = isQuiet(track, withClient, track.nextQuiet) ? track.quiet + 1 : 0;
                }
                track.nextQuiet++;
            }
            if (track.quiet >= 15) {
                track.open = false;
            } else if (minute >= track.expiry) {
                track.open = false;
                baseline.mark(track.windowStart, track.to, false);
            }
        }

        private boolean isQuiet(Track track, boolean withClient, int minute) {
            ProposedWindow five = window(minute, 5);
            long client = withClient ? 0 : five.busiest()[0];
            double mean = (five.requests() - client) * track.usualRate;
            double count = five.forbidden() - client;
            boolean quiet = count <= mean + 5
                    || count <= mean * (1 + 2 * baseline.variation(5, minute / LogObjectCounts.MINUTES));
            return quiet && isBelowHalf(track, withClient, minute);
        }

        private boolean isBelowHalf(Track track, boolean withClient, int minute) {
            ProposedWindow incident = new ProposedWindow(traffic, track.from, track.to);
            double rate = incident.requests() == 0 ? 1 : (double) incident.forbidden() / incident.requests();
            ProposedWindow quarter = window(minute, 15);
            long client = withClient ? 0 : quarter.busiest()[0];
            double requests = quarter.requests() - client;
            return quarter.forbidden() - client - requests * track.usualRate
                    <= 0.5 * (rate - track.usualRate) * requests;
        }

        private ProposedWindow window(int minute, int length) {
            return new ProposedWindow(traffic, Math.max(0, minute - length + 1), minute + 1);
        }

        private Passed test(Track track, boolean withClient, int minute, double leastRate) {
            for (int length : WINDOWS) {
                int from = Math.max(Math.max(0, minute - length + 1), Math.max(ordinary.to, track.to));
                if (from <= minute) {
                    ProposedWindow window = new ProposedWindow(traffic, from, minute + 1);
                    Passed passed = test(window, length, withClient, leastRate);
                    if (passed != null) {
                        return passed;
                    }
                }
            }
            return null;
        }

        private Passed test(ProposedWindow window, int length, boolean withClient, double leastRate) {
            long all = window.forbidden();
            if (all < 10) {
                return null;
            }
            int bin = (window.to() - 1) / LogObjectCounts.MINUTES;
            double usualRate = Math.max(leastRate, baseline.usualRate(length, bin));
            long requests = window.requests();
            if (all - requests * usualRate < 10) {
                return null;
            }
            long[] busiest = window.busiest();
            long client = withClient ? 0 : busiest[0];
            long x = all - client;
            long n = requests - client;
            long three = busiest[0] + busiest[1] + busiest[2];
            double excess = x - n * usualRate;
            boolean sizeable = excess >= 20
                    || (excess >= 10 && excess >= 0.1 * n && (all - three) - (requests - three) * usualRate >= 5);
            if (!sizeable || excess < 0.005 * n) {
                return null;
            }
            double trials = n - x + 1.0;
            double mean = trials * usualRate / (1 - usualRate);
            double variation = baseline.variation(length, bin);
            double variance = mean + (variation * variation + 1 / trials) * mean * mean;
            double share = length == 1 ? 0.01 : 0.3;
            return NegativeBinomialTail.atLeast(x, mean, variance) < chance * share
                    ? new Passed(changePoint(window, usualRate), window.from(), usualRate)
                    : null;
        }

        private int changePoint(ProposedWindow window, double usualRate) {
            double x = 0;
            double n = 0;
            double most = 0;
            int first = window.from();
            for (int minute = window.to() - 1; minute >= window.from(); minute--) {
                x += traffic.forbidden(minute);
                n += traffic.requests(minute);
                if (traffic.forbidden(minute) > 0 && x > n * usualRate) {
                    double good = n - x;
                    double likelihood = x * Math.log(x / n / usualRate)
                            + (good > 0 ? good * Math.log(good / n / (1 - usualRate)) : 0);
                    if (likelihood > most) {
                        most = likelihood;
                        first = minute;
                    }
                }
            }
            return first;
        }
    }
}
