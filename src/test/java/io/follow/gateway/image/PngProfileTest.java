package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.deflate;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.swappedProfile;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which iCCP chunks hold: those that libvips 8.18 with libpng 1.6.58 and Little CMS 2.19 applies. */
class PngProfileTest {

    private static final ImageEngine ENGINE = JavaEngine.create();
    private static final RawPng RGB = new RawPng(1, 1, 8, 2, false, new int[] {200, 100, 30});
    private static final RawPng GREY = new RawPng(1, 1, 8, 0, false, new int[] {100});
    private static final RawPng INDEX = new RawPng(1, 1, 8, 3, false, new int[] {0});
    private static final byte[] PALETTE = chunk("PLTE", new byte[] {(byte) 200, 100, 30});
    private static final byte[] PROFILE = swappedProfile();
    private static final byte[] CODED = deflate(PROFILE);
    private static final byte[] GOOD = profile(PROFILE);

    static Stream<Arguments> applied() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("before the pixels", RGB.file(GOOD));
        files.put("before the palette", INDEX.file(GOOD, PALETTE));
        files.put("twice", RGB.file(GOOD, GOOD));
        files.put("before one that is none", RGB.file(GOOD, profile(ascii("abc"))));
        files.put("after one that is none", RGB.file(profile(ascii("abc")), GOOD));
        files.put("with sRGB behind it", RGB.file(GOOD, chunk("sRGB", new byte[1])));
        files.put("with sRGB before it", RGB.file(chunk("sRGB", new byte[1]), GOOD));
        byte[] damaged = GOOD.clone();
        damaged[damaged.length - 1] ^= 1;
        files.put("with a wrong checksum", RGB.file(damaged));
        files.put("without zlib's checksum", RGB.file(coded(Arrays.copyOf(CODED, CODED.length - 4))));
        files.put(
                "with a wrong checksum of zlib",
                RGB.file(coded(join(Arrays.copyOf(CODED, CODED.length - 4), ascii("abcd")))));
        files.put("with more behind the stream", RGB.file(coded(join(CODED, ascii("abcd")))));
        files.put("with more behind the profile", RGB.file(profile(join(PROFILE, ascii("abc")))));
        files.put("with a name of 79 letters", RGB.file(named("a".repeat(79))));
        files.put("of a printer's class", RGB.file(profile(with(12, ascii("prtr")))));
        return arguments(files);
    }

    static Stream<Arguments> passedOver() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("behind the pixels", RGB.file(List.of(), List.of(GOOD, RawPng.end())));
        files.put("behind a palette", INDEX.file(PALETTE, GOOD));
        files.put("behind a suggested palette", RGB.file(PALETTE, GOOD));
        files.put("two bytes too large", RGB.file(profile(sized(2))));
        files.put("two bytes too small", RGB.file(profile(sized(-2))));
        files.put("four bytes too small", RGB.file(profile(sized(-4))));
        files.put("cut", RGB.file(coded(Arrays.copyOf(CODED, CODED.length - 30))));
        files.put("without a name", RGB.file(named("")));
        files.put("with a name of 80 letters", RGB.file(named("a".repeat(80))));
        files.put("of an unknown compression", RGB.file(chunk("iCCP", join(ascii("x\0"), new byte[] {1}, CODED))));
        files.put("without its signature", RGB.file(profile(with(36, ascii("acsq")))));
        files.put("of abstract colours", RGB.file(profile(with(12, ascii("abst")))));
        files.put("of a link", RGB.file(profile(with(12, ascii("link")))));
        files.put("into an unknown space", RGB.file(profile(with(20, ascii("Luv ")))));
        files.put("with a tag outside", RGB.file(profile(with(136, new byte[] {0, 1, 95, (byte) 144}))));
        files.put("with too many tags", RGB.file(profile(with(128, new byte[] {0, 0, 0, (byte) 150}))));
        return arguments(files);
    }

    private static Stream<Arguments> arguments(Map<String, byte[]> files) {
        return files.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("applied")
    void holds(String kind, byte[] file) throws ImageException {
        int pixel = pixel(file);
        assertThat("%08X".formatted(pixel)).matches(found -> near(pixel, 0xFF64C81E), "FF64C81E for a profile " + kind);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passedOver")
    void isPassedOver(String kind, byte[] file) throws ImageException {
        assertThat("%08X".formatted(pixel(file))).as(kind).isEqualTo("FFC8641E");
    }

    @Test
    void isPassedOverWhereItIsForOtherComponents() throws ImageException {
        assertThat("%08X".formatted(pixel(GREY.file(GOOD)))).isEqualTo("FF646464");
    }

    private static boolean near(int pixel, int expected) {
        boolean near = true;
        for (int shift = 0; shift < 32; shift += 8) {
            near &= Math.abs(((pixel >> shift) & 0xFF) - ((expected >> shift) & 0xFF)) <= 2;
        }
        return near;
    }

    private static byte[] profile(byte[] content) {
        return coded(deflate(content));
    }

    private static byte[] coded(byte[] stream) {
        return chunk("iCCP", join(ascii("x\0\0"), stream));
    }

    private static byte[] named(String name) {
        return chunk("iCCP", join(ascii(name + "\0\0"), CODED));
    }

    private static byte[] with(int at, byte[] content) {
        byte[] changed = PROFILE.clone();
        System.arraycopy(content, 0, changed, at, content.length);
        return changed;
    }

    /** The profile with a size in its header that is off by so many bytes. */
    private static byte[] sized(int difference) {
        return with(
                0, ByteBuffer.allocate(4).putInt(PROFILE.length + difference).array());
    }

    private static int pixel(byte[] file) throws ImageException {
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.PNG, ImageLimits.DEFAULTS);
        try (Picture decoded = ENGINE.decoder().decode(file, header, 1);
                Picture upright = ENGINE.resizer().resize(decoded, 1)) {
            return TestImages.read(ENGINE.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)))
                    .getRGB(0, 0);
        }
    }
}
