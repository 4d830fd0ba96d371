package io.follow.gateway.image;

import java.io.Serial;

/**
 * Unwinds a thread whose stage came back after somebody else had gone on with the work: whoever catches it touches nothing
 * of that work any more.
 */
public final class StageLeftException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StageLeftException() {
        super("the stage came back after its time limit, its work has gone on elsewhere", null, false, false);
    }
}
