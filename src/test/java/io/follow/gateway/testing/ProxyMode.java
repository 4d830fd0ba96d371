package io.follow.gateway.testing;

/** What a proxy does with the bytes it reads; guarded by its own monitor. */
final class ProxyMode {

    enum State {
        PASS,
        STALL,
        DROP_REPLIES
    }

    private State state = State.PASS;

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
}
