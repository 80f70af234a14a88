package why403.aws.table;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import why403.history.StoreException;

/** Makes many calls, a few at a time. */
final class ParallelCalls {

    /** The HTTP client of the JDK keeps so many connections open. Each more would be opened anew for every call. */
    private static final int THREADS = 5;

    private ParallelCalls() {}

    /** Makes a call for each item, in any order. After a call has failed, no other begins, and its exception is thrown. */
    static <T> void forEach(List<T> items, Consumer<T> call) {
        if (items.size() < THREADS) {
            items.forEach(call);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        Callable<Void> worker = () -> {
            boolean done = false;
            try {
                for (int i = next.getAndIncrement(); i < items.size() && !failed.get(); i = next.getAndIncrement()) {
                    call.accept(items.get(i));
                }
                done = true;
            } finally {
                failed.compareAndSet(false, !done);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> each : threads.invokeAll(
                    Stream.generate(() -> worker).limit(THREADS).toList())) {
                each.get();
            }
        } catch (ExecutionException broken) {
            throw unchecked(broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreException("A call to DynamoDB was interrupted. why403 tries again.", stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
