package io.follow.gateway.steps.pipeline;

/** Which frames of an animation a job keeps. Confined to one exchange. */
final class Frames {

    private boolean all;
    private boolean firstOnly;

    Frames() {
        // The first frame, until a step keeps all of them.
    }

    /** The same for a branch. */
    Frames(Frames original) {
        this.all = original.all;
        this.firstOnly = original.firstOnly;
    }

    /** Keeps all frames, unless another step takes the first one. */
    void keepAll() {
        all = true;
    }

    /** Takes the first frame, even if another step keeps all of them. */
    void takeFirst() {
        firstOnly = true;
    }

    boolean keepsAll() {
        return all && !firstOnly;
    }
}
