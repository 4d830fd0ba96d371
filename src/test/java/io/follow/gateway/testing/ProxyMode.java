package io.follow.gateway.testing;

/** What a proxy does with the bytes it reads; guarded by its own monitor. */
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

    /** Waits while everything is stalled; returns what to do now. */
    synchronized State awaitMovement() throws InterruptedException {
        while (state == State.STALL) {
            wait();
        }
        return state;
    }

    /** How much of the replies of one connection gets through in a second. */
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
