package io.follow.gateway.image;

/**
 * One stage on its caller's thread. Either the stage ends it or a watch leaves it, whichever comes first; both are guarded
 * by this object's monitor.
 */
final class CallerRun {

    private final Thread caller = Thread.currentThread();
    private final long end;
    private final Runnable goOn;
    private boolean ended;
    private boolean left;

    /**
     * @param end the moment of {@link System#nanoTime()} from which on the watch may leave it
     * @param goOn goes on with the caller's work on another thread
     */
    CallerRun(long end, Runnable goOn) {
        this.end = end;
        this.goOn = goOn;
    }

    boolean isPast(long now) {
        return now - end > 0;
    }

    /**
     * Leaves the stage and its thread behind and lets somebody else go on, unless it has ended or been left already. The
     * thread cannot come back in between. Nothing is changed when nobody can go on.
     */
    synchronized void leave() {
        if (!ended && !left) {
            goOn.run();
            left = true;
            caller.interrupt();
        }
    }

    /** Ends the stage; false when it has been left behind. Called on the caller's thread. */
    synchronized boolean end() {
        ended = true;
        if (left) {
            // The interrupt was meant for the stage.
            Thread.interrupted();
        }
        return !left;
    }
}
