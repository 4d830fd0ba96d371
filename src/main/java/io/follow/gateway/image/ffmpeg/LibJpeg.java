package io.follow.gateway.image.ffmpeg;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The functions of libjpeg's {@code jpeglib.h} that compress, and where the fields of {@code jpeg_compress_struct} are in
 * version 62 of its interface, with pointers of 64 bits.
 */
final class LibJpeg {

    static final long STRUCT_BYTES = 520;
    static final long ERROR_BYTES = 168;
    static final long IMAGE_WIDTH = 48;
    static final long IMAGE_HEIGHT = 52;
    static final long INPUT_COMPONENTS = 56;
    static final long IN_COLOR_SPACE = 60;
    static final long RAW_DATA_IN = 256;

    private static final int VERSION = 62;

    private LibJpeg() {}

    /**
     * Binds the functions and compares the library with this class.
     *
     * @param library a library that contains libjpeg, or depends on one that does
     * @throws UnsatisfiedLinkError if it does not, or another version of it
     */
    static void bind(String library) {
        Native.register(LibJpeg.class, NativeLibrary.getInstance(library));
        AtomicBoolean failed = new AtomicBoolean();
        ErrorExit record = compressor -> failed.set(true);
        try (BytePointer compressor = zeroed(2 * STRUCT_BYTES);
                BytePointer error = zeroed(2 * ERROR_BYTES)) {
            jpeg_std_error(error.address());
            // The first field; the library's own function would end the process.
            error.putLong(0, com.sun.jna.Pointer.nativeValue(CallbackReference.getFunctionPointer(record)));
            create(compressor, error);
            jpeg_destroy_compress(compressor.address());
        } finally {
            Reference.reachabilityFence(record);
        }
        if (failed.get()) {
            throw new UnsatisfiedLinkError("libjpeg has another interface; expected version " + VERSION);
        }
    }

    private static BytePointer zeroed(long bytes) {
        BytePointer memory = new BytePointer(bytes);
        Pointer.memset(memory, 0, bytes);
        return memory;
    }

    /** @param error is kept by the compressor */
    static void create(BytePointer compressor, BytePointer error) {
        compressor.putLong(0, error.address());
        jpeg_CreateCompress(compressor.address(), VERSION, STRUCT_BYTES);
    }

    /** The type of {@code error_exit}. */
    private interface ErrorExit extends Callback {
        void callback(com.sun.jna.Pointer compressor);
    }

    static native long jpeg_std_error(long error);

    static native void jpeg_CreateCompress(long compressor, int version, long structBytes);

    static native void jpeg_mem_dest(long compressor, long buffer, long length);

    static native void jpeg_set_defaults(long compressor);

    static native void jpeg_set_quality(long compressor, int quality, int baseline);

    static native void jpeg_start_compress(long compressor, int allTables);

    static native int jpeg_write_raw_data(long compressor, long planes, int rows);

    static native void jpeg_finish_compress(long compressor);

    static native void jpeg_destroy_compress(long compressor);
}
