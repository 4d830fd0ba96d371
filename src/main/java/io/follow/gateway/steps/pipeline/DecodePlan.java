package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Layout;
import io.follow.gateway.image.OutputOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job needs from its decoder.
 *
 * @param width the width of the widest picture that is created, before any crop; the memory estimate of the decoder covers
 *     one picture of that width
 * @param furtherBytes the memory for everything else that is created from the decoded picture
 */
record DecodePlan(int width, long furtherBytes) {

    private static final int BYTES_PER_PIXEL = 4;

    /** The bytes per pixel of a canvas while it is encoded, as in the estimates of the decoders. */
    private static final int CANVAS_BYTES = 16;

    /** The bytes per pixel of libaom, measured with its default effort. */
    private static final int AVIF_BYTES = 24;

    /** The bytes per pixel of the canvas, the previous canvas, a frame, and the frame while it is scaled. */
    private static final int FRAME_BYTES = 4 + 4 + 4 + 12;

    /** The bytes per pixel of a frame while it is encoded, and of libwebp's previous, next and difference canvases. */
    private static final int FRAME_ENCODER_BYTES = 16 + 16;

    /** @param main the options of the processed image */
    static DecodePlan of(ImageWork work, OutputOptions main) {
        ImageHeader header = work.source().header();
        List<OutputOptions> outputs = new ArrayList<>(List.of(main));
        work.renditions().forEach(rendition -> outputs.add(rendition.options()));
        List<Layout> layouts = outputs.stream()
                .map(output -> output.layout(header, work.operations().afterCrop()))
                .toList();
        int width = 1;
        long bytes = 0;
        long largestCanvas = 0;
        for (Layout layout : layouts) {
            width = Math.max(width, layout.scaled().width());
            bytes += layout.bytesNeeded() + work.operations().bytesBeforeCrop(layout);
            if (!layout.size().equals(layout.scaled())) {
                largestCanvas = Math.max(largestCanvas, layout.size().pixels());
            }
        }
        for (Layout further : layouts.subList(1, layouts.size())) {
            bytes += BYTES_PER_PIXEL * further.scaled().pixels();
        }
        long others = AVIF_BYTES * largestAvif(outputs, layouts)
                + (work.frames().keepsAll() ? animation(header, layouts) : 0);
        return new DecodePlan(width, bytes + CANVAS_BYTES * largestCanvas + others);
    }

    /** The memory for the canvases, one frame, and the encoder of each picture. */
    private static long animation(ImageHeader header, List<Layout> layouts) {
        long pixels = layouts.stream()
                .mapToLong(layout ->
                        Math.max(layout.scaled().pixels(), layout.size().pixels()))
                .sum();
        return FRAME_BYTES * header.pixels() + FRAME_ENCODER_BYTES * pixels;
    }

    /** The pixels of the largest AVIF. Only one picture is encoded at a time. */
    private static long largestAvif(List<OutputOptions> outputs, List<Layout> layouts) {
        long pixels = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).format() == ImageFormat.AVIF) {
                pixels = Math.max(pixels, layouts.get(i).size().pixels());
            }
        }
        return pixels;
    }

    /** The memory for results of a decoded picture while they are created and encoded, without the picture. */
    static long bytesOf(Layout main, List<Layout> others) {
        long bytes = CANVAS_BYTES * Math.max(main.scaled().pixels(), main.size().pixels()) + main.bytesNeeded();
        for (Layout other : others) {
            bytes += BYTES_PER_PIXEL * other.scaled().pixels() + other.bytesNeeded();
        }
        return bytes;
    }
}
