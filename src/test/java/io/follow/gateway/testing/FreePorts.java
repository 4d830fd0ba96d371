package io.follow.gateway.testing;

import io.follow.gateway.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Finds unused ports on the loopback address, none of which a client can get as its local port before the program that a test
 * starts listens on it, see {@link FreePort}.
 */
public final class FreePorts {

    private FreePorts() {}

    public static int next() {
        try {
            return FreePort.onLoopback();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
