package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.job.JobException;
import java.util.List;

/** Orients the picture and makes it, and the renditions of the job, at most as wide as asked for. Never crops, never enlarges. */
public final class Resize {

    private final StageRunner stageRunner;

    public Resize(StageRunner stageRunner) {
        this.stageRunner = stageRunner;
    }

    /**
     * Resizes the picture.
     *
     * @param width the greatest width in pixels; the height follows. A picture is made smaller than that where a side
     *     would be longer than its output format can hold
     */
    public void toWidth(ImageWork work, int width) throws JobException {
        work.holdingNothingAfterFailure(() -> resize(work, width));
    }

    private void resize(ImageWork work, int width) throws JobException {
        work.restorePixels();
        ImageWork.Decoded decoded = work.decoded();
        Picture picture = decoded.pictures().main();
        Size main = Size.within(picture, width, work.format().maxSide());
        List<Size> others = work.renditions().stream()
                .map(rendition -> Size.within(
                        picture, rendition.width(), rendition.format().maxSide()))
                .toList();
        Resizer resizer = decoded.engine().resizer();
        StageExecutor.Stage<RenditionSet> stage = () -> RenditionSet.of(resizer, picture, main, others);
        // Without the two changes of threads that the limit of time costs, where there is nothing to do.
        boolean atOnce = others.isEmpty() && resizer.keeps(picture, main);
        work.resized(
                atOnce
                        ? stageRunner.runNow(work, "resize", stage)
                        : stageRunner.run(work, "resize", ImageError.PROCESS_FAILED, decoded.lease(), stage),
                () -> toWidth(work, width));
    }
}
