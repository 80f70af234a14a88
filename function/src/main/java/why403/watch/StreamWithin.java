package why403.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** A stream that breaks off when there is no more time for it: one that drips would take its neighbours' too. */
final class StreamWithin extends FilterInputStream {

    private final BooleanSupplier isTimeLeft;

    StreamWithin(InputStream stream, BooleanSupplier isTimeLeft) {
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
                    "it came too slowly for the time that there was; it is read again when its event" + " comes again");
        }
    }
}
