package why403.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** A stream that fails when its time is over. Otherwise a slow stream would also use the time of other objects. */
final class DeadlineStream extends FilterInputStream {

    private final BooleanSupplier isTimeLeft;

    DeadlineStream(InputStream stream, BooleanSupplier isTimeLeft) {
        super(stream);
        this.isTimeLeft = isTimeLeft;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        check();
        return super.read(into, from, most);
    }

    private void check() throws IOException {
        if (!isTimeLeft.getAsBoolean()) {
            throw new IOException(
                    "it arrived too slowly for the available time; it is read again when its event is delivered again");
        }
    }
}
