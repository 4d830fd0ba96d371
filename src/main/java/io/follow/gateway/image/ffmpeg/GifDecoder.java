package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.GifPixels;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/** Puts the first picture of a GIF, which Java decodes, into a frame. */
final class GifDecoder implements Decoder {

    /** The frame, the indices, the coded data, and the frame before it is scaled with its alpha applied. */
    private static final int BYTES_PER_PIXEL = 4 + 1 + 4;

    private final Load load;

    GifDecoder(Load load) {
        this.load = load;
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        return load.during(() -> decode(file.exact(), header));
    }

    private static Picture decode(byte[] data, ImageHeader header) throws ImageException {
        AVFrame frame = Frames.allocate(
                header.width(),
                header.height(),
                header.alpha() ? FrameColours.WITH_ALPHA : FrameColours.WITHOUT_ALPHA,
                ImageError.DECODE_FAILED);
        try {
            IntPointer pixels = new IntPointer(frame.data(0));
            long stride = frame.linesize(0) / Integer.BYTES;
            GifPixels.decode(
                    data, header, (y, row) -> pixels.position(y * stride).put(row, 0, row.length));
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(frame);
            throw e;
        }
        return new FramePicture(frame, header.width(), header.height(), Orientation.NORMAL, null);
    }

    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        return Estimate.of(header, maxWidth, BYTES_PER_PIXEL);
    }
}
