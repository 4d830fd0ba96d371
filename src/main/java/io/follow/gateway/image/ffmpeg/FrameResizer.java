package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Scales the luma and chroma planes, converts colours other than sRGB, then applies the orientation. */
final class FrameResizer implements Resizer {

    private final Load load;
    private final Frames.Kernel kernel;
    private final Scalers scalers = new Scalers();

    FrameResizer(Load load, ResizeQuality quality) {
        this.load = load;
        this.kernel = switch (quality) {
            case FAST -> Frames.Kernel.CUBIC;
            case BEST -> Frames.Kernel.LANCZOS;
        };
    }

    @Override
    public Picture resize(Picture picture, Size size) throws ImageException {
        FramePicture source = FramePicture.of(picture, ImageError.PROCESS_FAILED);
        if (keeps(source, size)) {
            return source.share();
        }
        int width = size.width();
        int height = size.height();
        Orientation orientation = source.orientation();
        boolean swap = orientation.swapsAxes();
        int storedWidth = swap ? height : width;
        int storedHeight = swap ? width : height;
        AVFrame scaled = load.during(() ->
                source.use(frame -> scale(frame, storedWidth, storedHeight, orientation, load.threadsFor(frame))));
        ColourProfile profile = source.profile();
        AVFrame converted = profile == null ? scaled : FrameColours.toSrgb(scaled, profile);
        AVFrame upright = orientation == Orientation.NORMAL ? converted : PlaneTurner.upright(converted, orientation);
        return new FramePicture(upright, width, height, Orientation.NORMAL, null);
    }

    private AVFrame scale(AVFrame frame, int width, int height, Orientation orientation, int threads)
            throws ImageException {
        if (RgbPlanes.are(frame)) {
            return RgbPlanes.scale(frame, width, height, kernel, threads, scalers);
        }
        if (VideoColours.areIn(frame)) {
            return video(frame, width, height, format(width, height, orientation), threads);
        }
        if (RgbPlanes.arePacked(frame)) {
            AVFrame planes = RgbPlanes.split(frame, frame.format() == FrameColours.WITH_ALPHA);
            try {
                return RgbPlanes.scale(planes, width, height, kernel, threads, scalers);
            } finally {
                avutil.av_frame_free(planes);
            }
        }
        return scalers.scale(
                frame, width, height, format(width, height, orientation), kernel, threads, ImageError.PROCESS_FAILED);
    }

    /** Scales the planes as they are coded; only then are there few enough pixels to convert. */
    private AVFrame video(AVFrame frame, int width, int height, int format, int threads) throws ImageException {
        AVFrame planes = scalers.scale(
                frame, width, height, VideoColours.scaledFormat(frame), kernel, threads, ImageError.PROCESS_FAILED);
        AVFrame colours = null;
        try {
            planes.colorspace(frame.colorspace()).color_range(frame.color_range());
            colours = VideoColours.toIntegers(planes, ImageError.PROCESS_FAILED);
            return Frames.convert(colours, format, Frames.Kernel.SUBSAMPLE, ImageError.PROCESS_FAILED);
        } finally {
            avutil.av_frame_free(planes);
            avutil.av_frame_free(colours);
        }
    }

    @Override
    public boolean keeps(Picture picture, Size size) {
        return picture instanceof FramePicture frame
                && frame.width() == size.width()
                && frame.height() == size.height()
                && frame.isFinished();
    }

    /** Subsampled chroma, or full-size chroma if rotation would shift it by half a column or row against luma. */
    private static int format(int width, int height, Orientation orientation) {
        boolean odd = ((width | height) & 1) == 1;
        return odd && orientation != Orientation.NORMAL ? avutil.AV_PIX_FMT_YUVJ444P : avutil.AV_PIX_FMT_YUVJ420P;
    }
}
