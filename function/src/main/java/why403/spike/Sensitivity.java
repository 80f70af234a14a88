package why403.spike;

/** How small a spike may be and still be told. */
public enum Sensitivity {
    LOW(50),
    NORMAL(20),
    HIGH(10);

    private final int leastExcess;

    Sensitivity(int leastExcess) {
        this.leastExcess = leastExcess;
    }

    /** The fewest forbidden requests beyond the usual that a window must hold. */
    public int leastExcess() {
        return leastExcess;
    }
}
