package io.follow.gateway.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ends the reading of a body that takes too long as a whole, however slowly it drips in. Used by one thread. */
public final class DeadlineInputStream extends FilterInputStream {

    private final long start = System.nanoTime();
    private final Duration limit;

    /** @param limit from now to the last byte */
    public DeadlineInputStream(InputStream body, Duration limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    private void check() throws IOException {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new SocketTimeoutException("the body took longer than " + limit.toSeconds() + " s");
        }
    }
}
