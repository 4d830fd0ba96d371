package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Resizer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Scales the planes of brightness and colour, then turns them upright. */
final class FrameResizer implements Resizer {

    private static final int FILTER = swscale.SWS_LANCZOS;

    @Override
    public Picture resize(Picture picture, int maxWidth) throws ImageException {
        if (maxWidth < 1) {
            throw new IllegalArgumentException("maxWidth is " + maxWidth + "; expected at least 1");
        }
        FramePicture source = FramePicture.of(picture, ImageError.PROCESS_FAILED);
        int width = Math.min(source.width(), maxWidth);
        int height = Resizer.scaledHeight(source.width(), source.height(), width);
        Orientation orientation = source.orientation();
        boolean swap = orientation.swapsAxes();
        int storedWidth = swap ? height : width;
        int storedHeight = swap ? width : height;
        int format = format(storedWidth, storedHeight, orientation);
        AVFrame scaled = source.use(
                frame -> Frames.scale(frame, storedWidth, storedHeight, format, FILTER, ImageError.PROCESS_FAILED));
        AVFrame upright = orientation == Orientation.NORMAL ? scaled : PlaneTurner.upright(scaled, orientation);
        return new FramePicture(upright, width, height, Orientation.NORMAL, null);
    }

    /** Colour at half the size; where turning would shift it by half a column or row against brightness, at full size. */
    private static int format(int width, int height, Orientation orientation) {
        boolean odd = ((width | height) & 1) == 1;
        return odd && orientation != Orientation.NORMAL ? avutil.AV_PIX_FMT_YUVJ444P : avutil.AV_PIX_FMT_YUVJ420P;
    }
}
