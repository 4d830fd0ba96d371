package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.JobException;
import org.jspecify.annotations.Nullable;

/** The raw image that one {@link ImageWork} holds, and how to read its bytes again. */
final class HeldSource {

    private @Nullable SourceImage image;
    private @Nullable WorkStep again;

    HeldSource() {
        // Nothing is read yet.
    }

    /** The same for a branch. */
    HeldSource(HeldSource original) {
        this.image = original.image;
        this.again = original.again;
    }

    @Nullable
    SourceImage get() {
        return image;
    }

    /** Takes the raw image; {@code readAgain} reads it once more after its bytes were dropped. */
    void take(SourceImage read, WorkStep readAgain) {
        image = read;
        again = readAgain;
    }

    /** Reads the raw image again if its bytes were dropped. */
    void restore(ImageWork work) throws JobException {
        SourceImage held = image;
        if (again != null && held != null && held.bytes().length == 0) {
            again.run(work);
        }
    }

    void dropBytes() {
        image = image == null ? null : image.withoutBytes();
    }
}
