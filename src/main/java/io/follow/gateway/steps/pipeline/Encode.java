package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Picture;
import io.follow.gateway.job.JobException;
import java.util.ArrayList;
import java.util.List;

/** Writes the picture in the output format, and each rendition in its own, without any metadata. */
public final class Encode {

    private final StageRunner stageRunner;
    private final int webpMethod;

    public Encode(StageRunner stageRunner, int webpMethod) {
        this.stageRunner = stageRunner;
        this.webpMethod = webpMethod;
    }

    /**
     * Encodes the picture and the renditions of the job, and gives their pixels back.
     *
     * @param format webp, jpeg or png
     * @param quality 1 to 100; without meaning for PNG
     */
    public void as(ImageWork work, String format, int quality) throws JobException {
        EncodeOptions options = new EncodeOptions(formatOf(format), quality, webpMethod);
        work.holdingNothingAfterFailure(() -> encodeAll(work, options));
    }

    private void encodeAll(ImageWork work, EncodeOptions options) throws JobException {
        work.restorePixels();
        ImageWork.Decoded decoded = work.decoded();
        ImageWork.Encoded main = encode(work, decoded, decoded.pictures().main(), options);
        List<ImageWork.Encoded> further = new ArrayList<>();
        for (RenditionTarget rendition : work.renditions()) {
            Picture picture = decoded.pictures().further().get(further.size());
            further.add(encode(
                    work, decoded, picture, new EncodeOptions(rendition.format(), options.quality(), webpMethod)));
        }
        work.encoded(main, further);
    }

    private ImageWork.Encoded encode(ImageWork work, ImageWork.Decoded decoded, Picture picture, EncodeOptions options)
            throws JobException {
        byte[] bytes = stageRunner.run(work, "encode", ImageError.ENCODE_FAILED, decoded.lease(), () -> decoded.engine()
                .encoder()
                .encode(picture, options));
        return new ImageWork.Encoded(bytes, options, picture.width(), picture.height());
    }

    static ImageFormat formatOf(String name) {
        return ImageFormat.ofName(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "output format \"" + name + "\" is not known, expected webp, jpeg or png"));
    }
}
