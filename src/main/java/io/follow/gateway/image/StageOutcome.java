package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What a stage has come to: what it made, or why it failed.
 *
 * @param made null when it failed
 * @param failure null when it did not
 */
record StageOutcome<T>(@Nullable T made, @Nullable ImageException failure) {

    /** What is left where not even an exception could be made for want of memory. */
    static <T> StageOutcome<T> none() {
        return new StageOutcome<>(null, null);
    }

    /**
     * Runs a stage. Whatever it throws becomes a failure with a code, without its message, which may tell of the host.
     *
     * @param unforeseen what any error nobody foresaw is called
     */
    static <T> StageOutcome<T> of(StageExecutor.Stage<T> stage, ImageError unforeseen) {
        try {
            return new StageOutcome<>(stage.run(), null);
        } catch (ImageException e) {
            return failed(e);
        } catch (OutOfMemoryError e) {
            return failed(new ImageException(
                    ImageError.PROCESS_FAILED, "the heap was exhausted while working on the picture", e));
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

    /** Gives back the memory of what the stage made, which nobody wants any more. */
    void discard() {
        if (made instanceof Releasable pixels) {
            pixels.close();
        }
    }

    /** What the stage made. */
    T get() throws ImageException {
        if (failure != null) {
            throw failure;
        }
        if (made == null) {
            // What the stage has seen says nothing about the picture: another try may go well.
            throw new ImageException(ImageError.PROCESS_FAILED, "the stage made nothing");
        }
        return made;
    }
}
