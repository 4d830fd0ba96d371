package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.ColourModel;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.heif.Chroma;
import io.follow.gateway.image.heif.Codec;
import io.follow.gateway.image.heif.CodedPicture;
import io.follow.gateway.image.heif.HeifPicture;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes HEIC and AVIF. The boxes are parsed in Java; FFmpeg's decoders get only coded pictures. */
final class HeifDecoder implements Decoder {

    private final Load load;

    HeifDecoder(Load load) {
        this.load = load;
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        return load.during(() -> decode(file.exact(), header));
    }

    private static Picture decode(byte[] data, ImageHeader header) throws ImageException {
        HeifPicture heif = Objects.requireNonNull(header.heif(), "the probe reads the boxes of every HEIC and AVIF");
        AVFrame frame = new TileCanvas(heif.picture(), data).decode();
        try {
            VideoColours.describe(frame, heif.colours().nclx());
            frame = Crop.of(frame, heif.geometry());
            CodedPicture opacity = heif.alpha();
            if (opacity != null) {
                frame = withAlpha(frame, new TileCanvas(opacity, data).decode(), heif);
            } else if (header.colourModel() == ColourModel.GREY) {
                frame = GreyLevels.toBytes(frame);
            }
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(frame);
            throw e;
        }
        return new FramePicture(
                frame, header.width(), header.height(), header.orientation(), header.profileToConvert());
    }

    private static AVFrame withAlpha(AVFrame colours, AVFrame opacity, HeifPicture heif) throws ImageException {
        AVFrame alpha = opacity;
        try {
            alpha = GreyLevels.toBytes(Crop.of(opacity, heif.geometry()));
            return AlphaPlane.join(colours, alpha, heif.premultiplied());
        } finally {
            avutil.av_frame_free(alpha);
        }
    }

    /** The planes and their copy on a canvas or from the library, and with alpha the joined pixels, twice while scaled. */
    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        HeifPicture heif = Objects.requireNonNull(header.heif(), "the probe reads the boxes of every HEIC and AVIF");
        CodedPicture picture = heif.picture();
        long sample = picture.bitDepth() > 8 ? 2 : 1;
        long planes = picture.chroma() == Chroma.NONE ? 2 * sample : 3 * sample;
        long library = picture.codec() == Codec.AV1 ? planes + 4 : 2;
        long alpha = heif.alpha() == null ? 0 : 4 + 4 + 2 * sample;
        long stored = (long) picture.width() * picture.height();
        return Estimate.of(header, maxWidth, 0) + stored * (planes + library + alpha);
    }
}
