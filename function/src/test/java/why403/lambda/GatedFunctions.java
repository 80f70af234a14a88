package why403.lambda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import why403.aws.RoleGate;

/** Both functions as a template of the stack configures them, each behind a gate that denies what its role does not allow. */
final class GatedFunctions implements AutoCloseable {

    private final RoleGate tallyGate;
    private final RoleGate watchGate;
    private final FunctionProcess tally;
    private final FunctionProcess watch;

    private GatedFunctions(RoleGate tallyGate, RoleGate watchGate, FunctionProcess tally, FunctionProcess watch) {
        this.tallyGate = tallyGate;
        this.watchGate = watchGate;
        this.tally = tally;
        this.watch = watch;
    }

    /**
     * Starts both with the real clock.
     *
     * @param keys the ARNs of KMS keys, by the ARNs of the buckets that they encrypt
     */
    static GatedFunctions start(LocalAws cloud, String template, Map<String, String> keys) {
        return start(cloud, template, "example-logs", keys, Optional.empty());
    }

    /** Starts both with a clock that stands still. */
    static GatedFunctions start(LocalAws cloud, String template, String logBucket, Instant now) {
        return start(cloud, template, logBucket, Map.of(), Optional.of(now));
    }

    private static GatedFunctions start(
            LocalAws cloud, String template, String logBucket, Map<String, String> keys, Optional<Instant> now) {
        StackTemplate tally =
                StackTemplate.read(template, Half.TALLY, cloud.table().name(), logBucket);
        StackTemplate watch =
                StackTemplate.read(template, Half.WATCH, cloud.table().name(), logBucket);
        RoleGate tallyGate = gate(tally, keys);
        RoleGate watchGate = gate(watch, keys);
        return new GatedFunctions(
                tallyGate,
                watchGate,
                start(cloud.launch(tally, tallyGate), now),
                start(cloud.launch(watch, watchGate), now));
    }

    private static RoleGate gate(StackTemplate function, Map<String, String> keys) {
        Map<String, String> all = new TreeMap<>(keys);
        all.putAll(function.topicKeys());
        return new RoleGate(function.role(), all);
    }

    private static FunctionProcess start(LaunchOptions launch, Optional<Instant> now) {
        return FunctionProcess.start(now.map(launch::at).orElse(launch));
    }

    FunctionProcess tally() {
        return tally;
    }

    FunctionProcess watch() {
        return watch;
    }

    /** The actions that the roles do not allow. */
    List<String> denied() {
        return Stream.concat(tallyGate.denied().stream(), watchGate.denied().stream())
                .toList();
    }

    @Override
    public void close() {
        tally.close();
        watch.close();
        tallyGate.close();
        watchGate.close();
    }
}
