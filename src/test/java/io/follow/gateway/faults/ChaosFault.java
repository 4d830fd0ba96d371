package io.follow.gateway.faults;

/** The faults of a chaos run. */
enum ChaosFault {
    KILL_WORKER(ChaosTarget.WORKER, 0, 3_000),
    STOP_WORKER(ChaosTarget.WORKER, 500, 8_000),
    DEPLOY_WORKER(ChaosTarget.WORKER, 0, 3_000),
    TAKE_DESCRIPTORS(ChaosTarget.WORKER, 500, 8_000),
    CUT(ChaosTarget.NETWORK, 0, 0),
    STALL(ChaosTarget.NETWORK, 500, 8_000),
    DROP_REPLIES(ChaosTarget.NETWORK, 500, 8_000),
    SWALLOW_REPLIES(ChaosTarget.NETWORK, 0, 0),
    GARBLE_REPLIES(ChaosTarget.NETWORK, 500, 8_000),
    SLOW_LINK(ChaosTarget.NETWORK, 500, 8_000),
    KILL_SERVER(ChaosTarget.SERVER, 0, 3_000),
    STOP_SERVER(ChaosTarget.SERVER, 500, 8_000),
    FILL_SERVER(ChaosTarget.SERVER, 500, 8_000),
    MAKE_READ_ONLY(ChaosTarget.SERVER, 500, 8_000),
    FORBID_COMMAND(ChaosTarget.SERVER, 500, 5_000),
    LOAD_SERVER(ChaosTarget.SERVER, 500, 6_000),
    SPOIL_RESULTS(ChaosTarget.SERVER, 500, 5_000),
    SPOIL_STATUS(ChaosTarget.SERVER, 0, 0),
    DELETE_CONSUMER(ChaosTarget.SERVER, 0, 0),
    DESTROY_GROUP(ChaosTarget.SERVER, 0, 0),
    DESTROY_STREAM(ChaosTarget.SERVER, 0, 0),
    BLOCK_STORE(ChaosTarget.STORE, 500, 5_000);

    private final ChaosTarget target;
    private final int shortestMillis;
    private final int longestMillis;

    ChaosFault(ChaosTarget target, int shortestMillis, int longestMillis) {
        this.target = target;
        this.shortestMillis = shortestMillis;
        this.longestMillis = longestMillis;
    }

    ChaosTarget target() {
        return target;
    }

    /** Maps a random number from 0 to 1 to a duration between the shortest and the longest. */
    long millis(double draw) {
        return shortestMillis + Math.round(draw * (longestMillis - shortestMillis));
    }

    /** The pause before the next fault of this target: a new process needs time to start, a store to be used. */
    long restMillis() {
        return switch (this) {
            case KILL_WORKER, DEPLOY_WORKER -> 20_000;
            case BLOCK_STORE -> 8_000;
            default -> 1_000;
        };
    }
}
