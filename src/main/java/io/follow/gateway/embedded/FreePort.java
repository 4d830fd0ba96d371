package io.follow.gateway.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks free ports.
 *
 * <p>They are below the ephemeral port ranges of Linux (from 32768) and macOS (from 49152). A client that keeps
 * connecting to an ephemeral port while the server is unavailable may connect to itself.
 */
public final class FreePort {

    private static final int FIRST = 16_384;
    private static final int END = 32_768;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * A port that was free on the loopback address at the time of the call, between 16384 and 32767.
     *
     * @throws IOException if a hundred randomly picked ports were all taken
     */
    public static int onLoopback() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("found no free port between " + FIRST + " and " + (END - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
