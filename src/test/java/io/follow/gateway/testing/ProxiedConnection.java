package io.follow.gateway.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client connection and its target connection; closed together. */
final class ProxiedConnection {

    private static final int BUFFER_SIZE = 16_384;
    private static final int GARBLED_ONE_IN = 20;
    private static final int MOST_LOST_AT_ONCE = 40;

    private final Socket client;
    private final Socket target;
    private final ProxyMode mode;
    /** Used by the thread that pumps replies. */
    private final Random chance = new Random();

    private volatile boolean lostReply;
    private volatile boolean forgotten;
    private volatile boolean swallowing;
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

    /** Drops all bytes from now on, in both directions, and keeps both ends open. */
    void forget() {
        forgotten = true;
    }

    /** Drops the next reply and nothing else. */
    void swallowReply() {
        swallowing = true;
    }

    void pumpRequests() {
        pump(client, target, false);
    }

    void pumpReplies() {
        pump(target, client, true);
    }

    /** Closes both connections with a TCP reset. */
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
                } else if (replies) {
                    reply(buffer, n, state, to.getOutputStream());
                } else {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
            // While stalled, the peer must not see the end of the connection either.
            mode.awaitMovement();
        } catch (IOException e) {
            // One end is gone; the close below tells the other one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void reply(byte[] buffer, int length, ProxyMode.State state, OutputStream to) throws IOException {
        int from = 0;
        if (swallowing) {
            swallowing = false;
            from = RespReply.lengthOfFirst(buffer, length);
        } else if (state == ProxyMode.State.GARBLE_REPLIES && chance.nextInt(GARBLED_ONE_IN) == 0) {
            int lost = Math.min(length, 1 + chance.nextInt(MOST_LOST_AT_ONCE));
            int at = chance.nextInt(length - lost + 1);
            to.write(buffer, 0, at);
            from = at + lost;
        }
        slowly(buffer, from, length, to);
    }

    private void slowly(byte[] buffer, int from, int length, OutputStream to) throws IOException {
        long rate = mode.bytesPerSecond();
        if (rate < Long.MAX_VALUE) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(length - from) / rate);
        }
        // Whoever has received a reply finds it counted.
        mode.replied(length - from);
        to.write(buffer, from, length - from);
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
