package io.follow.gateway.image.ffmpeg;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.PngPixelData;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inflater of ISA-L, which takes half of zlib's time. It is part of the library of Intel's Genomics Kernel Library,
 * for x86-64 only.
 */
final class Igzip implements PngInflater {

    private static final Logger LOG = LoggerFactory.getLogger(Igzip.class);

    private static final String FOLDER = "/com/intel/gkl/native/";

    /** Of {@code struct inflate_state} in ISA-L's {@code igzip_lib.h}, whose real size is less than half of this. */
    private static final long STATE_BYTES = 1 << 18;

    private static final long NEXT_OUT = 0;
    private static final long AVAIL_OUT = 8;
    private static final long TOTAL_OUT = 12;
    private static final long NEXT_IN = 16;
    private static final long AVAIL_IN = 32;

    /** The header of a zlib stream (RFC 1950, 2.2). */
    private static final int HEADER_BYTES = 2;

    private static final int DEFLATE = 8;
    private static final int DICTIONARY = 0x20;
    private static final int CHECK = 31;

    private Igzip() {}

    /** Loads the library; null if there is none for this platform or it is not the expected one. */
    static @Nullable Igzip load() {
        URL library = Igzip.class.getResource(FOLDER + System.mapLibraryName("gkl_compression"));
        String architecture = System.getProperty("os.arch");
        if (library == null || !(architecture.equals("amd64") || architecture.equals("x86_64"))) {
            return null;
        }
        try {
            File file = Loader.cacheResource(library);
            Native.register(Calls.class, NativeLibrary.getInstance(file.getPath()));
            Igzip igzip = new Igzip();
            return igzip.works() ? igzip : null;
        } catch (IOException | LinkageError e) {
            LOG.debug("no igzip, PNGs are inflated by the JDK: {}", e.toString());
            return null;
        }
    }

    /** The functions of {@code igzip_lib.h}. */
    private static final class Calls {

        private Calls() {}

        static native void isal_inflate_init(long state);

        static native int isal_inflate_stateless(long state);
    }

    @Override
    public boolean fill(PngPixelData png, BytePointer target) throws ImageException {
        try (BytePointer compressed = new BytePointer((long) png.compressedLength())) {
            png.compressed((data, start, length) -> {
                compressed.put(data, start, length);
                compressed.position(compressed.position() + length);
                return true;
            });
            return fill(compressed.position(0), png.compressedLength(), target);
        }
    }

    private static boolean fill(BytePointer compressed, int length, BytePointer target) {
        return length > HEADER_BYTES
                && isHeader(compressed.get(0) & 0xFF, compressed.get(1) & 0xFF)
                && inflate(compressed, length, target);
    }

    private static boolean isHeader(int method, int flags) {
        return (method & 0xF) == DEFLATE && ((method << 8) | flags) % CHECK == 0 && (flags & DICTIONARY) == 0;
    }

    private static boolean inflate(BytePointer compressed, int length, BytePointer target) {
        long wanted = target.limit() - target.position();
        try (BytePointer state = new BytePointer(STATE_BYTES)) {
            Pointer.memset(state, 0, STATE_BYTES);
            Calls.isal_inflate_init(state.address());
            state.putLong(NEXT_OUT, target.address() + target.position());
            state.putInt(AVAIL_OUT, (int) wanted);
            state.putLong(NEXT_IN, compressed.address() + HEADER_BYTES);
            state.putInt(AVAIL_IN, length - HEADER_BYTES);
            Calls.isal_inflate_stateless(state.address());
            return state.getInt(TOTAL_OUT) == (int) wanted;
        }
    }

    /** Whether a test stream is inflated correctly, which shows that the structure is as declared here. */
    private boolean works() {
        byte[] text = new byte[1 << 12];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ((i * i) >> 5);
        }
        byte[] file = new byte[2 * text.length];
        Deflater deflater = new Deflater();
        deflater.setInput(text);
        deflater.finish();
        int length = deflater.deflate(file);
        deflater.end();
        byte[] found = new byte[text.length];
        try (BytePointer compressed = new BytePointer((long) length);
                BytePointer target = new BytePointer((long) text.length)) {
            compressed.put(file, 0, length);
            boolean whole = fill(compressed, length, target);
            target.get(found);
            return whole && Arrays.equals(found, text) && !fill(compressed, length / 2, target);
        }
    }
}
