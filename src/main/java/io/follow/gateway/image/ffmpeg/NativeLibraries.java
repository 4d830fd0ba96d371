package io.follow.gateway.image.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/** Unpacks and loads the native libraries, once per process. */
final class NativeLibraries {

    /** The libraries of FFmpeg and Leptonica with some space. */
    private static final long UNPACKED_BYTES = 100L << 20;

    private static final String JAVACPP = "org.bytedeco.javacpp.";

    private NativeLibraries() {}

    /**
     * Loads the libraries.
     *
     * @throws UnsatisfiedLinkError if there are none for this platform or they cannot be unpacked
     */
    static void load() {
        // Read by JavaCPP when its classes are initialised. What it holds is freed by hand and charged to our own
        // budget, so
        // neither its limits, which follow the heap, nor its collector thread have a use.
        System.setProperty(JAVACPP + "cachedir", folder().toString());
        System.setProperty(JAVACPP + "maxBytes", "0");
        System.setProperty(JAVACPP + "maxPhysicalBytes", "0");
        System.setProperty(JAVACPP + "nopointergc", "true");
        Loader.load(avcodec.class);
        Loader.load(swscale.class);
        // JNA would unpack its library into a directory of its own, and prefer one that the system has installed.
        System.setProperty("jna.tmpdir", folder().toString());
        System.setProperty("jna.nosys", "true");
        LibWebp.bind(Loader.load(leptonica.class));
        // Errors are reported by return values; the libraries' own messages would bypass the log.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    }

    /** Whether there are libraries for this platform. */
    static boolean areBuilt() {
        return NativeLibraries.class.getResource("/org/bytedeco/ffmpeg/" + Loader.Detector.getPlatform() + "/") != null
                || NativeLibraries.class.getResource(
                                "/org/bytedeco/ffmpeg/" + Loader.Detector.getPlatform() + "/libjniavcodec.so")
                        != null;
    }

    /** Why the libraries cannot be unpacked, in one line; null if they can, or are already. */
    static @Nullable String missing() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path folder = LibraryFolder.open(parent);
            boolean unpacked;
            try (Stream<Path> content = Files.list(folder)) {
                unpacked = content.findAny().isPresent();
            }
            return unpacked || Files.getFileStore(folder).getUsableSpace() >= UNPACKED_BYTES
                    ? null
                    : "the native image libraries need " + (UNPACKED_BYTES >> 20)
                            + " MB in java.io.tmpdir to be unpacked; expected as much free space, or -Djava.io.tmpdir set to"
                            + " another folder";
        } catch (IOException e) {
            return "the native image libraries cannot be unpacked in java.io.tmpdir; expected a folder that can be"
                    + " written to";
        }
    }

    /** The versions of the codecs in one line. */
    static String versions() {
        try (BytePointer ffmpeg = avutil.av_version_info();
                BytePointer leptonicaLibraries = leptonica.getImagelibVersions()) {
            String libraries = leptonicaLibraries.getString();
            String turbo = libraries.replaceAll("(?s).*\\((libjpeg-turbo [^)]*)\\).*", "$1");
            String webp = libraries.replaceAll("(?s).*(libwebp [0-9.]+).*", "$1");
            leptonica.lept_free(leptonicaLibraries);
            return "FFmpeg " + ffmpeg.getString() + ", " + turbo + ", " + webp;
        }
    }

    private static Path folder() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return LibraryFolder.open(parent);
        } catch (IOException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("cannot create a directory in " + parent);
            error.initCause(e);
            throw error;
        }
    }
}
