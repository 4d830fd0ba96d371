package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Box;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.Layout;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.OperatingResizer;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.job.JobException;
import java.util.List;
import java.util.stream.Stream;

/** Applies the orientation, and scales the processed image and the renditions into their boxes. Never enlarges a picture. */
public final class Resize {

    private final StageRunner stageRunner;

    public Resize(StageRunner stageRunner) {
        this.stageRunner = stageRunner;
    }

    /** Resizes, crops or pads the picture according to the options of the job. */
    public void picture(ImageWork work) throws JobException {
        RetryableStep.run(work, own -> resize(own, own.output()));
    }

    /**
     * Resizes the picture without cropping it.
     *
     * @param width the maximum width in pixels; the aspect ratio is kept. The picture becomes smaller if its output format
     *     does not allow sides of that length
     */
    public void toWidth(ImageWork work, int width) throws JobException {
        RetryableStep.run(work, own -> resize(own, own.output().in(Box.ofWidth(width))));
    }

    /** @param main the options of the processed image */
    void resize(ImageWork work, OutputOptions main) throws JobException {
        work.restorePixels();
        DecodedPicture decoded = work.decoded();
        Picture picture = decoded.pictures().main();
        if (decoded.resized()) {
            // Frames of an animation are resized once only.
            work.frames().takeFirst();
        }
        // The first resize has already applied the operations.
        List<PictureOperation> operations =
                decoded.resized() ? List.of() : work.operations().afterCrop();
        Layout layout = main.layout(picture, operations);
        List<Layout> others = work.renditions().stream()
                .map(rendition -> rendition.options().layout(picture, operations))
                .toList();
        Resizer own = decoded.engine().resizer();
        Resizer resizer = decoded.resized()
                ? own
                : new OperatingResizer(own, work.operations().beforeCrop());
        StageExecutor.Stage<RenditionSet> stage = () -> RenditionSet.of(resizer, picture, layout, others);
        // Avoids the two thread switches of a time limit if there is nothing to do.
        boolean keeps = resizer.keeps(picture, layout.scaled());
        boolean atOnce = others.isEmpty() && layout.isWhole() && keeps;
        long bytes = DecodePlan.bytesOf(layout, others)
                + Stream.concat(Stream.of(layout), others.stream())
                        .mapToLong(work.operations()::bytesBeforeCrop)
                        .sum();
        // A picture that keeps the decoded pixels remains charged to their lease.
        Lease lease =
                keeps && layout.isWhole() ? decoded.lease() : decoded.lease().forResult(bytes);
        boolean resized = false;
        try {
            RenditionSet pictures = atOnce
                    ? stageRunner.runNow(work, "resize", stage)
                    : stageRunner.run(work, "resize", ImageError.PROCESS_FAILED, decoded.lease(), stage);
            work.heldPixels().resized(decoded, pictures, lease, other -> resize(other, main));
            work.results()
                    .layouts(Stream.concat(Stream.of(layout), others.stream()).toList());
            resized = true;
        } finally {
            if (!resized && !lease.equals(decoded.lease())) {
                lease.close();
            }
        }
    }
}
