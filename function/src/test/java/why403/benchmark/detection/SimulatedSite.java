package why403.benchmark.detection;

/** A site with what is true of it, and its log. */
record SimulatedSite(SiteModel model, SiteLog log) {}
