package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Layout;
import io.follow.gateway.image.OutputOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a decoder has to deliver for a job, and what is made of it afterwards.
 *
 * @param width the widest picture that will be made, before any is cropped; the decoder's own figure of memory has it as
 *     the only one
 * @param furtherBytes the memory for what comes besides
 */
record DecodePlan(int width, long furtherBytes) {

    private static final int BYTES_PER_PIXEL = 4;

    /** A canvas while it is encoded, as the decoder's figure has it for the picture. */
    private static final int CANVAS_BYTES = 16;

    /** @param main what the processed image is to be */
    static DecodePlan of(ImageWork work, OutputOptions main) {
        ImageHeader header = work.source().header();
        List<Layout> layouts = new ArrayList<>(List.of(main.layout(header)));
        work.renditions().forEach(rendition -> layouts.add(rendition.options().layout(header)));
        int width = 1;
        long bytes = 0;
        long largestCanvas = 0;
        for (Layout layout : layouts) {
            Layout whole = layout.then(work.operations());
            width = Math.max(width, whole.scaled().width());
            bytes += whole.bytesNeeded();
            if (!whole.size().equals(whole.scaled())) {
                largestCanvas = Math.max(largestCanvas, whole.size().pixels());
            }
        }
        for (Layout further : layouts.subList(1, layouts.size())) {
            bytes += BYTES_PER_PIXEL * further.scaled().pixels();
        }
        return new DecodePlan(width, bytes + CANVAS_BYTES * largestCanvas);
    }
}
