package io.follow.gateway.image;

import java.util.List;
import java.util.function.Predicate;

/**
 * The stages that belong together because they share a kind of {@link Picture}.
 *
 * @param name for metrics and logs
 * @param accepts whether this engine decodes such a file correctly
 */
public record ImageEngine(
        String name, Predicate<ImageHeader> accepts, Decoder decoder, Resizer resizer, Encoder encoder) {

    /**
     * The first engine of a list, fastest first, that accepts a file.
     *
     * @throws ImageException {@link ImageError#DECODE_FAILED} when none does
     */
    public static ImageEngine choose(List<ImageEngine> engines, ImageHeader header) throws ImageException {
        for (ImageEngine engine : engines) {
            if (engine.accepts().test(header)) {
                return engine;
            }
        }
        throw new ImageException(
                ImageError.DECODE_FAILED,
                "no engine reads " + header.format().contentType() + " with " + header.bitDepth() + " bits of "
                        + header.colourModel());
    }
}
