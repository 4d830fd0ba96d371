package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client's connection and the one to the target behind it; closed together. */
final class ProxiedConnection {

    private static final int BUFFER_SIZE = 16_384;

    private final Socket client;
    private final Socket target;
    private final ProxyMode mode;
    private volatile boolean lostReply;
    private volatile boolean forgotten;
    private volatile Runnable onClose = () -> {};

    ProxiedConnection(Socket client, Socket target, ProxyMode mode) {
        this.client = client;
        this.target = target;
        this.mode = mode;
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    boolean hasLostReply() {
        return lostReply;
    }

    /** From now on nothing moves in either direction, and neither end hears of it. */
    void forget() {
        forgotten = true;
    }

    void pumpRequests() {
        pump(client, target, false);
    }

    void pumpReplies() {
        pump(target, client, true);
    }

    /** Ends both connections with a reset instead of an orderly end. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            target.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already, by the other thread or by the peer.
        }
        close();
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[BUFFER_SIZE];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                ProxyMode.State state = mode.awaitMovement();
                if (forgotten) {
                    continue;
                }
                if (replies && state == ProxyMode.State.DROP_REPLIES) {
                    lostReply = true;
                } else if (replies && lostReply) {
                    reset();
                } else {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
            // The end of a connection is as invisible in a black hole as its bytes are.
            mode.awaitMovement();
        } catch (IOException e) {
            // One end is gone; the other one learns it by the close below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void close() {
        try (client;
                target) {
            onClose.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
