package io.follow.gateway.image;

import java.util.List;
import java.util.function.Predicate;

/**
 * A set of stages that share an implementation of {@link Picture}.
 *
 * @param name for metrics and logs
 * @param accepts whether this engine decodes such a file correctly
 * @param animations reads and writes all frames of animations
 */
public record ImageEngine(
        String name,
        Predicate<ImageHeader> accepts,
        Decoder decoder,
        Resizer resizer,
        Encoder encoder,
        AnimationCodec animations) {

    /** An engine for the first frame of animations. */
    public ImageEngine(String name, Predicate<ImageHeader> accepts, Decoder decoder, Resizer resizer, Encoder encoder) {
        this(name, accepts, decoder, resizer, encoder, AnimationCodec.NONE);
    }

    /**
     * The engines of a list, fastest first, that accept a file. The header is not sufficient: if an engine cannot
     * decode the file after all ({@link ImageError#DECODE_FAILED}), the next one is tried, and the last one decides.
     *
     * @throws ImageException {@link ImageError#DECODE_FAILED} if none accepts it
     */
    public static List<ImageEngine> able(List<ImageEngine> engines, ImageHeader header) throws ImageException {
        List<ImageEngine> able =
                engines.stream().filter(engine -> engine.accepts().test(header)).toList();
        if (able.isEmpty()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "no engine reads " + header.format().contentType() + " with " + header.bitDepth() + " bits of "
                            + header.colourModel());
        }
        return able;
    }
}
