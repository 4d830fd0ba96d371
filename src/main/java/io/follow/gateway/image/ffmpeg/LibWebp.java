package io.follow.gateway.image.ffmpeg;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The functions of libwebp's {@code decode.h} that decode into given memory; they return null if a file is damaged. */
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
}
