package why403.log.bytes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Unpacks in a separate thread while the caller reads the blocks that are already unpacked. An object that fits into one
 * block is read without a thread.
 */
final class BlocksAhead implements AutoCloseable {

    /** Large enough to make the handover cheap, small enough to stay in the processor cache. */
    private static final int BLOCK_BYTES = 256 * 1024;
    /** One that is read, one that is filled, and two because their speeds vary. */
    private static final int BLOCKS = 4;

    private static final Block END = new Block(0);

    private final ByteSource source;
    private final Thread unpacking = new Thread(this::unpack, "why403-unpack");
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Block first = new Block(BLOCK_BYTES);
    private Block current = END;
    private boolean begun;
    private boolean ended;
    private volatile boolean abandoned;
    private volatile Throwable failure;

    BlocksAhead(ByteSource source) {
        this.source = source;
        unpacking.setDaemon(true);
    }

    /**
     * The next block, which stays valid until the next call; a block of length 0 at the end.
     *
     * @throws IOException the failure of the source, after all blocks before it have been returned
     */
    Block next() throws IOException {
        if (ended) {
            return END;
        }
        if (begun) {
            current = nextUnpacked();
        } else {
            begun = true;
            first.fill(source, () -> false);
            current = first;
        }
        ended = current.isLast();
        return current;
    }

    private Block nextUnpacked() throws IOException {
        if (unpacking.getState() == Thread.State.NEW) {
            for (int i = 1; i < BLOCKS; i++) {
                empty.add(new Block(BLOCK_BYTES));
            }
            unpacking.start();
        }
        empty.add(current);
        Block next = take(filled);
        if (next == END) {
            rethrowFailure();
        }
        return next;
    }

    private static Block take(BlockingQueue<Block> queue) throws InterruptedIOException {
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Interrupted while a log was being read");
            stopped.initCause(interrupted);
            throw stopped;
        }
    }

    private void rethrowFailure() throws IOException {
        if (failure instanceof IOException broken) {
            throw broken;
        } else if (failure instanceof RuntimeException wrong) {
            throw wrong;
        } else if (failure instanceof Error fatal) {
            throw fatal;
        }
    }

    /** Passes every failure to the reader, because no one else observes this thread. */
    @SuppressWarnings("CatchingUnchecked")
    private void unpack() {
        try {
            boolean last = false;
            while (!last && !abandoned) {
                Block block = take(empty);
                block.fill(source, () -> abandoned);
                last = block.isLast();
                if (block.length() > 0) {
                    filled.add(block);
                }
            }
        } catch (IOException | RuntimeException | Error thrown) {
            failure = thrown;
        }
        filled.add(END);
    }

    /** Waits for the thread, which stops after its current read, and closes the source. */
    @Override
    public void close() {
        abandoned = true;
        empty.offer(END);
        boolean interrupted = false;
        while (unpacking.isAlive()) {
            try {
                unpacking.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
