package why403.lambda;

import java.util.function.Function;

/** Both functions as processes, one of each. */
final class FunctionProcesses implements AutoCloseable {

    private static final String TICK = "{\"why403\":\"tick\"}";

    private final FunctionProcess tally;
    private final FunctionProcess watch;

    private FunctionProcesses(FunctionProcess tally, FunctionProcess watch) {
        this.tally = tally;
        this.watch = watch;
    }

    static FunctionProcesses start(Function<Half, LaunchOptions> launch) {
        return new FunctionProcesses(
                FunctionProcess.start(launch.apply(Half.TALLY)), FunctionProcess.start(launch.apply(Half.WATCH)));
    }

    FunctionProcess tally() {
        return tally;
    }

    FunctionProcess watch() {
        return watch;
    }

    InvocationResult tick() {
        return watch.invoke(TICK);
    }

    @Override
    public void close() {
        tally.close();
        watch.close();
    }
}
