package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.HeifSamples;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.KnownFiles;
import io.follow.gateway.image.NastyFiles;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.java2d.JavaEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Decodes every nasty file with each engine and prints what came out: a line with the error, or with a digest of the
 * pixels. Meant to be run several times with other things in the memory that is used again.
 */
final class DecodeDigests {

    private static final int FULL_WIDTH = 10_000;
    private static final int SMALL_WIDTH = 9;
    private static final List<Integer> TWO_WIDTHS = List.of(FULL_WIDTH, SMALL_WIDTH);
    private static final List<Integer> MANY_WIDTHS = List.of(FULL_WIDTH, 40, 33, 18, 17, SMALL_WIDTH, 1);
    private static final List<Integer> WIDTH_OF_KNOWN_FILES = List.of(160);
    private static final ImageFormat[] OUTPUTS = {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP};
    private static final int FRESH_BYTES = 1 << 16;
    private static final int SMALL_BYTES = 500;

    private final Map<String, ImageEngine> engines;
    private final PrintStream out;

    private DecodeDigests(Map<String, ImageEngine> engines, PrintStream out) {
        this.engines = engines;
        this.out = out;
    }

    /** @param arguments what frames are filled with before they are decoded into, and a folder of further files */
    public static void main(String[] arguments) throws Exception {
        NativeLibraries.load();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.println("fresh memory " + freshMemory());
        FilledFramePool pool = new FilledFramePool(Integer.parseInt(arguments[0]));
        new DecodeDigests(engines(pool), out)
                .printAll(arguments.length > 1 ? filesIn(Path.of(arguments[1])) : List.of());
        out.println("filled frames " + pool.filled());
        out.flush();
    }

    private static Map<String, ImageEngine> engines(FramePool pool) {
        ImageEngine java = JavaEngine.create();
        Map<String, ImageEngine> engines = new LinkedHashMap<>();
        engines.put("native", NativeEngine.create(java.encoder(), ResizeQuality.FAST, pool));
        engines.put(
                "native without a pool", NativeEngine.create(java.encoder(), ResizeQuality.BEST, new EmptyFramePool()));
        engines.put(JavaEngine.NAME, java);
        return engines;
    }

    private void printAll(List<Path> others) throws IOException, ImageException {
        NastyFiles.whole().forEach((name, data) -> print(name, data, MANY_WIDTHS, OUTPUTS));
        NastyFiles.costly().forEach((name, data) -> print(name, data, MANY_WIDTHS, OUTPUTS));
        NastyFiles.damaged().forEach((name, data) -> print(name, data, TWO_WIDTHS, ImageFormat.PNG));
        HeifSamples.all().forEach((name, data) -> print(name, data, TWO_WIDTHS, OUTPUTS));
        KnownFiles.forEach((name, format, data) -> print(name, data, WIDTH_OF_KNOWN_FILES, ImageFormat.PNG));
        for (Path file : others) {
            print(file.toString(), Files.readAllBytes(file), TWO_WIDTHS, ImageFormat.PNG);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What a large and a small block of native memory hold before they are written to, the small one once used. */
    private static String freshMemory() {
        Pointer used = Pointer.malloc(SMALL_BYTES);
        Pointer.memset(used, 0x42, SMALL_BYTES);
        Pointer.free(used);
        return freshByte(FRESH_BYTES) + " " + freshByte(SMALL_BYTES);
    }

    private static String freshByte(int size) {
        Pointer memory = Pointer.malloc(size);
        String middle = "%02X".formatted(new BytePointer(memory).get(size / 2));
        Pointer.free(memory);
        return middle;
    }

    private void print(String name, byte[] data, List<Integer> widths, ImageFormat... outputs) {
        ImageFormat format = ImageFormat.detect(data).orElse(ImageFormat.JPEG);
        ImageHeader header;
        try {
            header = new HeaderProbe().probe(data, format, ImageLimits.DEFAULTS);
        } catch (ImageException e) {
            out.println(name + " | " + text(e));
            return;
        }
        engines.forEach((engineName, engine) -> {
            if (engine.accepts().test(header)) {
                for (int width : widths) {
                    String outcome = outcome(engine, data, header, width, outputs);
                    out.println(String.join(" | ", name, engineName, Integer.toString(width), outcome));
                }
            }
        });
    }

    private static String outcome(
            ImageEngine engine, byte[] data, ImageHeader header, int width, ImageFormat... outputs) {
        List<String> digests = new ArrayList<>();
        try (Picture whole = engine.decoder().decode(data, header, width);
                Picture resized = engine.resizer().resize(whole, width)) {
            for (ImageFormat output : outputs) {
                digests.add(digest(engine.encoder().encode(resized, EncodeOptions.of(output))));
            }
            return String.join(" ", digests);
        } catch (ImageException e) {
            return text(e);
        }
    }

    private static String text(ImageException e) {
        return e.error() + " " + e.getMessage();
    }

    private static String digest(byte[] file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
