package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Area;
import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A frame in native memory with its pending conversions. A stage that has exceeded its time limit may still read the
 * pixels when the picture is closed, so the last user frees them; the use count is guarded by this object's lock.
 */
final class FramePicture implements Picture {

    private final AVFrame frame;
    private final int width;
    private final int height;
    private final Orientation orientation;
    private final @Nullable ColourProfile profile;
    private final Size held;
    private final boolean finished;
    private final boolean alpha;
    private int users = 1;
    private boolean closed;

    /**
     * Takes over a frame.
     *
     * @param width columns as stored, more than the frame has if it was decoded at a reduced size
     * @param height rows as stored
     */
    FramePicture(AVFrame frame, int width, int height, Orientation orientation, @Nullable ColourProfile profile) {
        this.frame = frame;
        this.width = orientation.swapsAxes() ? height : width;
        this.height = orientation.swapsAxes() ? width : height;
        this.orientation = orientation;
        this.profile = profile;
        Size stored = new Size(frame.width(), frame.height());
        this.held = orientation.swapsAxes() ? stored.turned() : stored;
        this.alpha = frame.format() == FrameColours.WITH_ALPHA || frame.format() == RgbPlanes.WITH_ALPHA;
        this.finished = profile == null
                && orientation == Orientation.NORMAL
                && frame.width() == width
                && (frame.format() == avutil.AV_PIX_FMT_YUVJ420P
                        || RgbPlanes.are(frame)
                        || FrameColours.isIntegers(frame));
    }

    /** An operation on the frame, which is not freed in the meantime. */
    interface Use<T> {
        T with(AVFrame frame) throws ImageException;
    }

    /** Accepts only pictures of this engine. */
    static FramePicture of(Picture picture, ImageError error) throws ImageException {
        if (picture instanceof FramePicture own) {
            return own;
        }
        throw new ImageException(error, "the picture was made by another engine; expected one of the native engine");
    }

    <T> T use(Use<T> use) throws ImageException {
        enter();
        try {
            return use.with(frame);
        } finally {
            leave();
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean alpha() {
        return alpha;
    }

    @Override
    public Size held() {
        return held;
    }

    @Override
    public BufferedImage averaged(Size size) throws ImageException {
        checkFinished();
        return use(own -> FrameAverage.of(own, size));
    }

    /** The result remains RGB, because the codecs accept it directly. */
    @Override
    public Picture with(PictureOperation operation) throws ImageException {
        return upright(FrameColours.ofIntegers(operation.apply(pixels()), ImageError.PROCESS_FAILED));
    }

    @Override
    public Picture crop(Area part) throws ImageException {
        checkFinished();
        return upright(use(own -> Crop.part(own, part)));
    }

    @Override
    public BufferedImage pixels() throws ImageException {
        checkFinished();
        return use(own -> FrameColours.toIntegers(own, ImageError.PROCESS_FAILED));
    }

    private static FramePicture upright(AVFrame frame) {
        return new FramePicture(frame, frame.width(), frame.height(), Orientation.NORMAL, null);
    }

    private void checkFinished() {
        if (orientation != Orientation.NORMAL || profile != null || held.width() != width) {
            throw new IllegalStateException("the picture is not upright sRGB; expected one that was resized");
        }
    }

    Orientation orientation() {
        return orientation;
    }

    /** The pending colour profile; null if the colours are sRGB. */
    @Nullable
    ColourProfile profile() {
        return profile;
    }

    /**
     * Whether no conversion is pending: full size, upright, sRGB, and in the layout of a rendition or of the result of an
     * operation.
     */
    boolean isFinished() {
        return finished;
    }

    @Override
    public FramePicture share() throws ImageException {
        return use(own -> {
            AVFrame copy = avutil.av_frame_clone(own);
            if (copy == null) {
                throw new ImageException(
                        ImageError.PROCESS_FAILED, "no native memory for a frame; expected it to be free");
            }
            return new FramePicture(copy, width, height, orientation, profile);
        });
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("the picture is closed");
        }
        users++;
    }

    private synchronized void leave() {
        users--;
        if (users == 0) {
            avutil.av_frame_free(frame);
        }
    }
}
