package io.follow.gateway.image.ffmpeg;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Functions of libwebp: those of {@code decode.h} that decode into given memory, which return null if a file is damaged, and
 * those of {@code encode.h} that encode, which return 0 if they fail.
 */
final class LibWebp {

    private LibWebp() {}

    /**
     * Binds the functions.
     *
     * @param library a library that contains libwebp, or depends on one that does
     * @throws UnsatisfiedLinkError if it does not
     */
    static void bind(String library) {
        Native.register(LibWebp.class, NativeLibrary.getInstance(library));
    }

    static native @Nullable Pointer WebPDecodeYUVInto(
            long data,
            long length,
            long luma,
            long lumaSize,
            int lumaStride,
            long u,
            long uSize,
            int uStride,
            long v,
            long vSize,
            int vStride);

    static native @Nullable Pointer WebPDecodeRGBInto(long data, long length, long pixels, long size, int stride);

    static native @Nullable Pointer WebPDecodeBGRAInto(long data, long length, long pixels, long size, int stride);

    /** What {@code WebPConfigInit} and {@code WebPPictureInit} of the header pass on, with the version of that header. */
    static native int WebPConfigInitInternal(Pointer config, int preset, float quality, int version);

    static native int WebPPictureInitInternal(Pointer picture, int version);

    static native int WebPEncode(Pointer config, Pointer picture);

    /** Frees what the library has allocated for the picture, not the planes that were given to it. */
    static native void WebPPictureFree(Pointer picture);

    static native void WebPMemoryWriterInit(Pointer writer);

    static native void WebPMemoryWriterClear(Pointer writer);
}
