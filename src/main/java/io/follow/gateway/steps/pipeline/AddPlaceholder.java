package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.Placeholder;
import io.follow.gateway.job.JobException;

/**
 * Adds the placeholder and the dominant colour of the processed image to its result; see {@link Placeholder}. Stands between
 * {@code resize} and {@code encode}. The 0.2 MB that it needs at most are in the estimate of every decoder, whose codecs are
 * idle meanwhile.
 */
public final class AddPlaceholder {

    private final StageRunner stageRunner;

    public AddPlaceholder(StageRunner stageRunner) {
        this.stageRunner = stageRunner;
    }

    /** Computes both from the resized picture, as its output format will show it. */
    public void picture(ImageWork work) throws JobException {
        if (work.results().encoded() != null) {
            throw new IllegalStateException("the step placeholder must come before encode in the route");
        }
        RetryableStep.run(work, this::add);
    }

    /**
     * The same, if it is wanted.
     *
     * @param wanted whether the result has both
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
