package io.follow.gateway.steps;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.JobException;

/** Writes the picture in the output format, without any metadata. */
public final class Encode {

    private final Pixels pixels;
    private final int webpMethod;

    public Encode(Pixels pixels, int webpMethod) {
        this.pixels = pixels;
        this.webpMethod = webpMethod;
    }

    /**
     * Encodes the picture and gives its pixels back.
     *
     * @param format webp, jpeg or png
     * @param quality 1 to 100; without meaning for PNG
     */
    public void as(ImageWork work, String format, int quality) throws JobException {
        EncodeOptions options = new EncodeOptions(formatOf(format), quality, webpMethod);
        ImageWork.Decoded decoded = work.decoded();
        int width = decoded.picture().width();
        int height = decoded.picture().height();
        byte[] bytes = pixels.run(work, "encode", ImageError.ENCODE_FAILED, decoded.lease(), () -> decoded.engine()
                .encoder()
                .encode(decoded.picture(), options));
        work.encoded(new ImageWork.Encoded(bytes, options, width, height));
        work.dropPixels();
    }

    static ImageFormat formatOf(String name) {
        return ImageFormat.ofName(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "output format \"" + name + "\" is not known, expected webp, jpeg or png"));
    }
}
