package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.AnimationCodec;
import io.follow.gateway.image.AnimationPlayer;
import io.follow.gateway.image.AnimationWriter;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Reads GIF and animated WebP, and writes animated WebP. */
final class NativeAnimations implements AnimationCodec {

    @Override
    public boolean reads(ImageHeader header) {
        return header.frames() > 1 && (header.format() == ImageFormat.GIF || header.format() == ImageFormat.WEBP);
    }

    @Override
    public int read(byte[] data, ImageHeader header, FrameConsumer frames) throws ImageException {
        AnimationPlayer player = AnimationPlayer.of(data, header, NativeAnimations::webp);
        while (player.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
            }
            AVFrame frame = FrameColours.ofIntegers(player.canvas(), ImageError.DECODE_FAILED);
            try (Picture canvas = new FramePicture(
                    frame, header.width(), header.height(), header.orientation(), header.profileToConvert())) {
                frames.put(canvas, player.millis());
            }
        }
        return player.plays();
    }

    private static int[] webp(byte[] file, int width, int height) throws ImageException {
        AVFrame frame = Frames.allocate(width, height, FrameColours.WITH_ALPHA, ImageError.DECODE_FAILED);
        try (BytePointer data = new BytePointer(file)) {
            int stride = frame.linesize(0);
            long address = frame.data(0).address();
            if (LibWebp.WebPDecodeBGRAInto(data.address(), file.length, address, (long) stride * height, stride)
                    == null) {
                throw new ImageException(ImageError.DECODE_FAILED, "the pixel data is corrupt: libwebp cannot read it");
            }
            int[] pixels = new int[width * height];
            IntPointer rows = new IntPointer(frame.data(0));
            for (int y = 0; y < height; y++) {
                rows.position((long) y * stride / Integer.BYTES).get(pixels, y * width, width);
            }
            return pixels;
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @Override
    public AnimationWriter write(EncodeOptions options) {
        return new AnimatedWebpWriter(options);
    }
}
