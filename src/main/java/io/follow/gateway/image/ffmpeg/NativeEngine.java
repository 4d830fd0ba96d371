package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.java2d.JavaPictures;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Creates the engine for the usual kinds of JPEG, PNG and WebP, for HEIC, AVIF and GIF; another engine handles all other files. */
public final class NativeEngine {

    /** The name of this engine in settings, metrics and logs. */
    public static final String NAME = "native";

    private NativeEngine() {}

    /**
     * Loads the native libraries and creates the engine, which is thread-safe.
     *
     * @param pngEncoder encodes pictures of the Java engine as PNG
     * @param quality quality of the resize
     * @throws LinkageError if there are no libraries for this platform or they cannot be loaded
     */
    public static ImageEngine create(Encoder pngEncoder, ResizeQuality quality) {
        NativeLibraries.load();
        return create(pngEncoder, quality, new FramePool());
    }

    /** The same with the given pool, after the libraries were loaded. */
    static ImageEngine create(Encoder pngEncoder, ResizeQuality quality, FramePool pool) {
        Load load = new Load(Runtime.getRuntime().availableProcessors());
        return new ImageEngine(
                NAME,
                NativeDecoder::accepts,
                new NativeDecoder(load, pool, inflater()),
                new FrameResizer(load, quality),
                new FrameEncoder(load, pngEncoder, quality, PlaneJpegWriter.load()),
                new NativeAnimations());
    }

    /** Whether this program has native libraries for this platform. */
    public static boolean isBuilt() {
        return NativeLibraries.areBuilt();
    }

    /**
     * Returns in one line why the libraries cannot currently be unpacked; null if they can be loaded. Call this before
     * loading, which is attempted only once.
     */
    public static @Nullable String missing() {
        return NativeLibraries.missing();
    }

    /**
     * Encodes a picture of the Java engine as AVIF. Loads the libraries.
     *
     * @throws LinkageError if they cannot be loaded
     */
    public static byte[] encodeAvif(Picture javaPicture, EncodeOptions options) throws ImageException {
        NativeLibraries.load();
        AVFrame frame = FrameColours.ofIntegers(JavaPictures.pixels(javaPicture), ImageError.ENCODE_FAILED);
        try {
            return AvifWriter.write(frame, options.quality(), options.avifEffort());
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static PngInflater inflater() {
        Igzip fast = Igzip.load();
        return fast == null ? new JdkInflater() : fast;
    }

    /** The versions of the codecs in one line, for the log. */
    public static String versions() {
        return NativeLibraries.versions();
    }
}
