package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.Placeholder;
import io.follow.gateway.job.JobException;

/**
 * Adds the placeholder and the dominant colour of the processed image to its result; see {@link Placeholder}. Belongs between
 * {@code resize} and {@code encode}. Needs no lease of its own: its 0.2 MB are covered by the estimate of every decoder,
 * whose codec is idle at that time.
 */
public final class AddPlaceholder {

    private final StageRunner stageRunner;

    public AddPlaceholder(StageRunner stageRunner) {
        this.stageRunner = stageRunner;
    }

    /** Computes both from the resized picture, with its transparency or background as in the output format. */
    public void picture(ImageWork work) throws JobException {
        if (work.results().encoded() != null) {
            throw new IllegalStateException("the step placeholder must come before encode in the route");
        }
        RetryableStep.run(work, this::add);
    }

    /**
     * Like {@link #picture}, but optional.
     *
     * @param wanted whether the result gets both fields
     */
    public void pictureIf(ImageWork work, boolean wanted) throws JobException {
        if (wanted) {
            picture(work);
        }
    }

    private void add(ImageWork work) throws JobException {
        work.restorePixels();
        DecodedPicture decoded = work.decoded();
        if (!decoded.resized()) {
            throw new IllegalStateException("the step resize must come before placeholder in the route");
        }
        OutputOptions output = work.output();
        Colour ground = output.format().hasAlpha() ? null : output.ground();
        work.results()
                .placeholder(stageRunner.run(
                        work,
                        "placeholder",
                        ImageError.PROCESS_FAILED,
                        decoded.lease(),
                        () -> Placeholder.of(decoded.pictures().main(), ground)));
    }
}
