package io.follow.gateway.faults;

/** The faults that the mix draws from. */
enum MixFault {
    KILL_WORKER(MixTarget.WORKER, 0, 3_000),
    STOP_WORKER(MixTarget.WORKER, 500, 8_000),
    DEPLOY_WORKER(MixTarget.WORKER, 0, 3_000),
    TAKE_DESCRIPTORS(MixTarget.WORKER, 500, 8_000),
    CUT(MixTarget.NETWORK, 0, 0),
    STALL(MixTarget.NETWORK, 500, 8_000),
    DROP_REPLIES(MixTarget.NETWORK, 500, 8_000),
    SWALLOW_REPLIES(MixTarget.NETWORK, 0, 0),
    GARBLE_REPLIES(MixTarget.NETWORK, 500, 8_000),
    SLOW_LINK(MixTarget.NETWORK, 500, 8_000),
    KILL_SERVER(MixTarget.SERVER, 0, 3_000),
    STOP_SERVER(MixTarget.SERVER, 500, 8_000),
    FILL_SERVER(MixTarget.SERVER, 500, 8_000),
    MAKE_READ_ONLY(MixTarget.SERVER, 500, 8_000),
    FORBID_COMMAND(MixTarget.SERVER, 500, 5_000),
    LOAD_SERVER(MixTarget.SERVER, 500, 6_000),
    SPOIL_RESULTS(MixTarget.SERVER, 500, 5_000),
    SPOIL_STATUS(MixTarget.SERVER, 0, 0),
    DELETE_CONSUMER(MixTarget.SERVER, 0, 0),
    DESTROY_GROUP(MixTarget.SERVER, 0, 0),
    DESTROY_STREAM(MixTarget.SERVER, 0, 0),
    BLOCK_STORE(MixTarget.STORE, 500, 5_000);

    private final MixTarget target;
    private final int shortestMillis;
    private final int longestMillis;

    MixFault(MixTarget target, int shortestMillis, int longestMillis) {
        this.target = target;
        this.shortestMillis = shortestMillis;
        this.longestMillis = longestMillis;
    }

    MixTarget target() {
        return target;
    }

    /** A length between the shortest and the longest, for a draw from 0 to 1. */
    long millis(double draw) {
        return shortestMillis + Math.round(draw * (longestMillis - shortestMillis));
    }

    /** How long its target is left alone afterwards: a new process needs time until it works, a store time to be used. */
    long restMillis() {
        return switch (this) {
            case KILL_WORKER, DEPLOY_WORKER -> 20_000;
            case BLOCK_STORE -> 8_000;
            default -> 1_000;
        };
    }
}
