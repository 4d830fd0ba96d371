package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random damage to valid files, always the same damage: whatever comes, only an {@link ImageException} may escape. */
class FuzzTest {

    private static final int PROBES = 2_000;
    private static final int DECODES = 150;
    private static final ImageLimits LIMITS = ImageLimits.DEFAULTS.withMaxPixels(1_000_000);

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final List<ImageEngine> ENGINES = List.of(TestEngines.NATIVE, JAVA);

    private final HeaderProbe probe = new HeaderProbe();

    private static List<byte[]> seeds(ImageFormat format) throws ImageException {
        BufferedImage image = TestImages.quadrants(40, 24, BufferedImage.TYPE_INT_ARGB);
        byte[] plain = format.needsNativeEngine() ? HeifSamples.quadrants(format) : HeaderProbeTest.file(format, image);
        List<byte[]> seeds = new ArrayList<>(List.of(plain));
        byte[] profile = TestImages.swappedProfile();
        switch (format) {
            case JPEG -> {
                BufferedImage opaque = TestImages.quadrants(40, 24, BufferedImage.TYPE_INT_RGB);
                seeds.add(TestImages.withExif(TestImages.withProfile(plain, profile), 6));
                seeds.add(TestImages.jpeg(opaque, true));
                seeds.add(TestImages.cmykJpeg(16, 16, 9, 90, 200, 0));
                seeds.add(TestImages.cmykJpeg(40, 40, 9, 90, 200, 0));
            }
            case PNG ->
                seeds.add(TestImages.withChunks(
                        plain,
                        TestImages.chunk("eXIf", TestImages.exif(8)),
                        TestImages.chunk("iCCP", TestImages.join(new byte[] {'x', 0, 0}, TestImages.deflate(profile))),
                        TestImages.chunk("zTXt", TestImages.join(new byte[] {'x', 0, 0}, TestImages.deflate(profile))),
                        TestImages.chunk("iTXt", new byte[] {'x', 0, 1, 0, 'e', 0, 'x', 0, 3, 4})));
            case HEIC -> {
                seeds.add(HeifSamples.read("quadrants-alpha.heic"));
                seeds.addAll(HeifSamples.derived().values());
            }
            case AVIF -> {
                seeds.add(HeifSamples.read("quadrants-10-bit.avif"));
                seeds.add(HeifSamples.read("grey-limited.avif"));
            }
            case GIF -> seeds.add(HeifSamples.interlacedGif());
            case WEBP -> {
                byte[] chunks = TestImages.pictureChunks(
                        HeaderProbeTest.file(format, TestImages.quadrants(40, 24, BufferedImage.TYPE_INT_RGB)));
                seeds.add(TestImages.riff(
                        TestImages.vp8x(2, 60, 60),
                        TestImages.riffChunk("ICCP", profile),
                        TestImages.frame(4, 4, 40, 24, chunks),
                        TestImages.riffChunk("EXIF", TestImages.exif(6))));
            }
        }
        return seeds;
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void damagedHeadersEndInAHeaderOrInAnImageException(ImageFormat format) throws ImageException {
        Random random = new Random(20_260_224);
        List<byte[]> seeds = seeds(format);
        int refused = 0;
        for (int i = 0; i < PROBES; i++) {
            byte[] damaged = damage(seeds.get(i % seeds.size()), random);
            try {
                ImageHeader header = probe.probe(damaged, format, LIMITS);
                assertThat(header.pixels()).isBetween(1L, LIMITS.maxPixels());
            } catch (ImageException e) {
                assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void damagedFilesEndInAPictureOfTheHeadersSizeOrInAnImageException(ImageFormat format) throws ImageException {
        Random random = new Random(42);
        List<byte[]> seeds = seeds(format);
        int refused = 0;
        for (int i = 0; i < DECODES; i++) {
            byte[] damaged = damage(seeds.get(i % seeds.size()), random);
            try {
                ImageHeader header = probe.probe(damaged, format, LIMITS);
                try (EngineRules.Decoded decoded = EngineRules.decode(ENGINES, damaged, header, 16);
                        Picture small = decoded.resized(16)) {
                    assertThat(decoded.picture().width()).isEqualTo(header.orientedWidth());
                    assertThat(decoded.engine().encoder().encode(small, EncodeOptions.of(ImageFormat.WEBP)))
                            .isNotEmpty();
                }
            } catch (ImageException e) {
                assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] damage(byte[] seed, Random random) {
        byte[] data = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            // Most structure is near the start.
            int range = random.nextBoolean() ? Math.min(80, data.length) : data.length;
            int at = random.nextInt(range);
            switch (random.nextInt(4)) {
                case 0 -> data[at] = (byte) random.nextInt(256);
                case 1 -> data[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> data[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                default -> data = random.nextInt(4) == 0 ? Arrays.copyOf(data, at + 1) : data;
            }
        }
        return data;
    }
}
