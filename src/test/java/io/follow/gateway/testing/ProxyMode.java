package io.follow.gateway.testing;

/** How a proxy treats the bytes it reads. Guarded by its own monitor. */
final class ProxyMode {

    enum State {
        PASS,
        STALL,
        DROP_REPLIES,
        GARBLE_REPLIES
    }

    private State state = State.PASS;
    private long bytesPerSecond = Long.MAX_VALUE;
    private long replied;

    synchronized void set(State next) {
        state = next;
        notifyAll();
    }

    /** Waits while the proxy is stalled; returns the current state. */
    synchronized State awaitMovement() throws InterruptedException {
        while (state == State.STALL) {
            wait();
        }
        return state;
    }

    /** Limits the replies of each connection. */
    synchronized void limit(long bytes) {
        bytesPerSecond = bytes;
    }

    synchronized long bytesPerSecond() {
        return bytesPerSecond;
    }

    /** Counts what clients were sent. */
    synchronized void replied(long bytes) {
        replied += bytes;
    }

    synchronized long repliedBytes() {
        return replied;
    }
}
