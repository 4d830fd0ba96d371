package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PngPixelData;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes PNG into a plane of grey, or into planes of red, green, blue and alpha. */
final class PngDecoder implements Decoder {

    /** In pixels; swscale omits rows and columns of smaller pictures. */
    private static final int SHORTEST_SIDE = 32;

    /** Inflated rows of 16-bit components with alpha have the size of an array at most. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 9;

    private final Load load;
    private final OnePicture decoder;
    private final PngInflater inflater;

    PngDecoder(Load load, FramePool pool, PngInflater inflater) {
        this.load = load;
        this.decoder = new OnePicture(avcodec.AV_CODEC_ID_PNG, pool);
        this.inflater = inflater;
    }

    /** Whether such files are decoded correctly. */
    static boolean accepts(ImageHeader header) {
        return Math.min(header.width(), header.height()) >= SHORTEST_SIDE && header.pixels() <= MOST_PIXELS;
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file is truncated or damaged; expected whole image/png data");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
        }
        AVFrame planes = load.during(() -> {
            AVFrame frame = SixteenBits.reduce(decode(file));
            try {
                Frames.checkSize(frame, header.width(), header.height());
                return RgbPlanes.split(frame, header.alpha());
            } finally {
                avutil.av_frame_free(frame);
            }
        });
        return new FramePicture(
                planes, header.width(), header.height(), header.orientation(), header.profileToConvert());
    }

    /** At most the rows and the packed pixels, or these and the planes. */
    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        long components = header.alpha() ? 4 : 3;
        return Estimate.of(header, maxWidth, 2 * components * (header.bitDepth() > 8 ? 2 : 1));
    }

    private AVFrame decode(Bytes source) throws ImageException {
        AVBufferRef file = StoredPng.of(PngPixelData.of(source), inflater);
        AVFrame frame = avutil.av_frame_alloc();
        boolean decoded = false;
        try {
            decoder.decode(
                    0,
                    packet -> {
                        packet.buf(file);
                        packet.data(file.data());
                        packet.size((int) file.size() - avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
                    },
                    frame);
            decoded = true;
            return frame;
        } finally {
            if (!decoded) {
                avutil.av_frame_free(frame);
            }
        }
    }
}
