package why403.lambda;

/** The two deployed functions. */
public enum Half {
    /** Tallies log objects. */
    TALLY(TallyHandler.class),
    /** Watches distributions. */
    WATCH(WatchHandler.class);

    private final String handler;

    Half(Class<?> handler) {
        this.handler = handler.getName();
    }

    /** The handler's class name, as Lambda's configuration has it. */
    String handler() {
        return handler;
    }
}
