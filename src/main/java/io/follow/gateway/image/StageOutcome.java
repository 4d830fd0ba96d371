package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a stage: its result or its failure.
 *
 * @param made the result; null if the stage failed
 * @param failure null if the stage succeeded
 */
record StageOutcome<T>(@Nullable T made, @Nullable ImageException failure) {

    /** An outcome without a failure, for when there was no memory to create an exception. */
    static <T> StageOutcome<T> none() {
        return new StageOutcome<>(null, null);
    }

    /**
     * Runs a stage. Anything it throws becomes a failure with a code but without its message, which may reveal details
     * of the host.
     *
     * @param unforeseen the error code for unexpected errors
     */
    static <T> StageOutcome<T> of(StageExecutor.Stage<T> stage, ImageError unforeseen) {
        try {
            return new StageOutcome<>(stage.run(), null);
        } catch (ImageException e) {
            return failed(e);
        } catch (OutOfMemoryError e) {
            return failed(new ImageException(
                    ImageError.PROCESS_FAILED, "the heap was exhausted while the picture was processed", e));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return failed(new ImageException(unforeseen, unforeseenMessage(e), e));
        } catch (Error e) {
            return failed(new ImageException(ImageError.PROCESS_FAILED, unforeseenMessage(e), e));
        }
    }

    private static <T> StageOutcome<T> failed(ImageException failure) {
        return new StageOutcome<>(null, failure);
    }

    private static String unforeseenMessage(Throwable e) {
        return "unforeseen " + e.getClass().getSimpleName();
    }

    /** Releases the result, which is no longer needed. */
    void discard() {
        if (made instanceof Releasable pixels) {
            pixels.close();
        }
    }

    /** The result of the stage. */
    T get() throws ImageException {
        if (failure != null) {
            throw failure;
        }
        if (made == null) {
            // The failure says nothing about the picture: a retry may succeed.
            throw new ImageException(ImageError.PROCESS_FAILED, "the stage has no result");
        }
        return made;
    }
}
