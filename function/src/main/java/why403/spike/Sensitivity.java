package why403.spike;

import why403.spike.rule.Tuning;

/** How small a spike may be and still open an incident. */
public enum Sensitivity {
    LOW(50),
    NORMAL(20),
    HIGH(10);

    private final int leastExcess;

    Sensitivity(int leastExcess) {
        this.leastExcess = leastExcess;
    }

    /** A window must hold this many forbidden requests beyond the usual. */
    public int leastExcess() {
        return leastExcess;
    }

    Tuning tuning() {
        return Tuning.withLeastExcess(leastExcess);
    }
}
