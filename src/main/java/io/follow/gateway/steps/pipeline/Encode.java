package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Box;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.Picture;
import io.follow.gateway.job.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes the processed image and each rendition in its output format, without metadata. */
public final class Encode {

    private final StageRunner stageRunner;
    private final Resize resize;
    private final AnimationStage animations;
    private final int webpMethod;
    private final int avifEffort;

    /** Encodes only the first frame of animations. */
    public Encode(StageRunner stageRunner, int webpMethod, int avifEffort) {
        this(stageRunner, List.of(), webpMethod, avifEffort);
    }

    /**
     * @param engines the engines that read and write animations
     * @param webpMethod effort of the WebP encoder, 0 to 6
     * @param avifEffort effort of the AVIF encoder, 0 to 9
     */
    public Encode(StageRunner stageRunner, List<ImageEngine> engines, int webpMethod, int avifEffort) {
        this.animations = new AnimationStage(engines, stageRunner);
        this.avifEffort = avifEffort;
        this.stageRunner = stageRunner;
        this.resize = new Resize(stageRunner);
        this.webpMethod = webpMethod;
    }

    /** Encodes the processed image and the renditions according to the options of the job, and frees their pixels. */
    public void picture(ImageWork work) throws JobException {
        encode(
                work,
                work.output().format(),
                EncodeOptions.DEFAULT_QUALITY,
                work.output().quality());
    }

    /**
     * Encodes the processed image and the renditions of the job, and frees their pixels.
     *
     * @param format webp, jpeg, png or avif
     * @param quality 1 to 100; ignored for PNG
     */
    public void as(ImageWork work, String format, int quality) throws JobException {
        encode(work, formatOf(format), quality, null);
    }

    /**
     * Encodes the picture and the renditions.
     *
     * @param quality the default quality
     * @param mainQuality the quality of the processed image, or null for the default
     */
    private void encode(ImageWork work, ImageFormat format, int quality, @Nullable Integer mainQuality)
            throws JobException {
        OutputOptions wanted = work.output();
        OutputOptions main = new OutputOptions(wanted.box(), format, mainQuality, wanted.background());
        RetryableStep.run(work, own -> encodeAll(own, main, quality));
    }

    private void encodeAll(ImageWork work, OutputOptions main, int quality) throws JobException {
        work.restorePixels();
        if (!work.decoded().resized()) {
            // Applies the orientation without a change of size, so that the result contains the size of the file.
            resize.resize(work, main.in(Box.ofWidth(Box.UNLIMITED)));
        }
        DecodedPicture decoded = work.decoded();
        List<EncodeOptions> options = new ArrayList<>(List.of(options(main, quality)));
        work.renditions().forEach(rendition -> options.add(options(rendition.options(), quality)));
        Map<Integer, byte[]> animated = animations.encode(work, decoded.lease(), options);
        List<EncodedImage> encoded = new ArrayList<>();
        for (EncodeOptions each : options) {
            int i = encoded.size();
            Picture picture = i == 0
                    ? decoded.pictures().main()
                    : decoded.pictures().further().get(i - 1);
            byte[] animation = animated.get(i);
            encoded.add(
                    animation == null
                            ? encode(work, decoded, picture, each)
                            : new EncodedImage(animation, each, picture.width(), picture.height()));
        }
        work.encoded(encoded.get(0), encoded.subList(1, encoded.size()));
    }

    private EncodeOptions options(OutputOptions output, int quality) {
        Integer own = output.quality();
        return new EncodeOptions(output.format(), own == null ? quality : own, webpMethod, avifEffort, output.ground());
    }

    private EncodedImage encode(ImageWork work, DecodedPicture decoded, Picture picture, EncodeOptions options)
            throws JobException {
        byte[] bytes = stageRunner.run(work, "encode", ImageError.ENCODE_FAILED, decoded.lease(), () -> decoded.engine()
                .encoder()
                .encode(picture, options));
        return new EncodedImage(bytes, options, picture.width(), picture.height());
    }

    static ImageFormat formatOf(String name) {
        return ImageFormat.ofName(name)
                .filter(ImageFormat::isOutput)
                .orElseThrow(() -> new IllegalArgumentException(
                        "output format \"" + name + "\" is not known, expected webp, jpeg, png or avif"));
    }
}
