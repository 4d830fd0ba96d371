package io.follow.gateway.image.ffmpeg;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;

/**
 * One call of libwebp's {@code WebPEncode}. FFmpeg, which calls it, too, passes on effort and quality only. The numbers are the
 * offsets of fields in the structures of {@code encode.h} on 64-bit platforms.
 */
final class WebpCall implements AutoCloseable {

    private static final int VERSION_OF_HEADER = 0x0210;
    private static final int DEFAULT_PRESET = 0;

    private static final int CONFIG_BYTES = 116;
    private static final int METHOD = 8;
    private static final int SEGMENTS = 24;
    private static final int SPATIAL_NOISE_SHAPING = 28;

    private static final int PICTURE_BYTES = 256;
    private static final int USE_ARGB = 0;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 12;
    private static final int LUMA = 16;
    private static final int U = 24;
    private static final int V = 32;
    private static final int LUMA_STRIDE = 40;
    private static final int CHROMA_STRIDE = 44;
    private static final int ARGB = 72;
    private static final int ARGB_STRIDE = 80;
    private static final int WRITER = 96;
    private static final int WRITERS_ARGUMENT = 104;

    private static final int WRITER_BYTES = 32;
    private static final int CONTENT = 0;
    private static final int CONTENT_BYTES = 8;

    private final Memory config = new Memory(CONFIG_BYTES);
    private final Memory picture = new Memory(PICTURE_BYTES);
    private final Memory writer = new Memory(WRITER_BYTES);

    /** @param frame is read by {@link #bytes} */
    WebpCall(AVFrame frame, int quality, int method) throws ImageException {
        check(LibWebp.WebPConfigInitInternal(config, DEFAULT_PRESET, quality, VERSION_OF_HEADER));
        config.setInt(METHOD, method);
        check(LibWebp.WebPPictureInitInternal(picture, VERSION_OF_HEADER));
        picture.setInt(WIDTH, frame.width());
        picture.setInt(HEIGHT, frame.height());
        if (frame.format() == FrameColours.WITH_ALPHA) {
            picture.setInt(USE_ARGB, 1);
            picture.setPointer(ARGB, plane(frame, 0));
            picture.setInt(ARGB_STRIDE, frame.linesize(0) / Integer.BYTES);
        } else {
            picture.setPointer(LUMA, plane(frame, 0));
            picture.setPointer(U, plane(frame, 1));
            picture.setPointer(V, plane(frame, 2));
            picture.setInt(LUMA_STRIDE, frame.linesize(0));
            picture.setInt(CHROMA_STRIDE, frame.linesize(1));
        }
        LibWebp.WebPMemoryWriterInit(writer);
        picture.setPointer(WRITER, MemoryWriter.FUNCTION);
        picture.setPointer(WRITERS_ARGUMENT, writer);
    }

    private static Pointer plane(AVFrame frame, int number) {
        return new Pointer(frame.data(number).address());
    }

    /**
     * Sets what libwebp's preset for text does, with the one segment that it ends with: all parts of the picture have the
     * same quality, instead of less where they are busy, and the picture is not analysed before.
     */
    void evenly() {
        config.setInt(SEGMENTS, 1);
        config.setInt(SPATIAL_NOISE_SHAPING, 0);
    }

    byte[] bytes() throws ImageException {
        check(LibWebp.WebPEncode(config, picture));
        return writer.getPointer(CONTENT).getByteArray(0, Math.toIntExact(writer.getLong(CONTENT_BYTES)));
    }

    private static void check(int result) throws ImageException {
        if (result == 0) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED, "the picture cannot be written as image/webp: libwebp failed");
        }
    }

    @Override
    public void close() {
        LibWebp.WebPPictureFree(picture);
        LibWebp.WebPMemoryWriterClear(writer);
        config.close();
        picture.close();
        writer.close();
    }

    /** Found when the first picture is encoded, after the library was loaded. */
    private static final class MemoryWriter {
        static final Pointer FUNCTION =
                NativeLibrary.getInstance(Loader.load(leptonica.class)).getFunction("WebPMemoryWrite");

        private MemoryWriter() {}
    }
}
