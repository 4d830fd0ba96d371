package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.JobException;
import org.jspecify.annotations.Nullable;

/** The raw image that one {@link ImageWork} holds, and how to read its bytes again. */
final class HeldSource {

    private @Nullable SourceImage image;
    private @Nullable WorkStep again;
    private @Nullable SourceBuffers buffers;

    HeldSource() {
        // Nothing is read yet.
    }

    /** The same for a branch. From now on both use the same bytes, so neither gives them back. */
    HeldSource(HeldSource original) {
        this.image = original.image;
        this.again = original.again;
        original.buffers = null;
    }

    @Nullable
    SourceImage get() {
        return image;
    }

    /**
     * Takes the raw image.
     *
     * @param readAgain reads it once more after its bytes were dropped
     * @param from where its bytes go when they are no longer used
     */
    void take(SourceImage read, WorkStep readAgain, SourceBuffers from) {
        image = read;
        again = readAgain;
        buffers = from;
    }

    /** Reads the raw image again if its bytes were dropped. */
    void restore(ImageWork work) throws JobException {
        SourceImage held = image;
        if (again != null && held != null && held.bytes().length() == 0) {
            again.run(work);
        }
    }

    /** Drops the bytes when every stage that used them has succeeded. */
    void giveBackBytes() {
        if (image != null && buffers != null && image.bytes().length() > 0) {
            buffers.giveBack(image.bytes().data());
        }
        dropBytes();
    }

    /** Drops the bytes; a stage past its time limit may still use them. */
    void dropBytes() {
        image = image == null ? null : image.withoutBytes();
    }
}
