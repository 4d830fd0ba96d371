package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is too fine for the smaller picture is averaged away, and nothing else is lost. One instance runs all tests, so that
 * each large picture is drawn and each expectation is calculated once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AliasingTest {

    private static final ImageEngine JAVA = TestEngines.JAVA;
    private static final List<ImageEngine> BOTH = List.of(TestEngines.NATIVE_BEST, JAVA);

    private final Map<String, Sample> samples = new HashMap<>();

    /** A picture as a file with its brightness, and that which its reductions should have, by their size. */
    private record Sample(byte[] file, double[][] brightness, Map<Size, double[][]> reductions) {

        static Sample of(String format, Supplier<BufferedImage> picture) {
            BufferedImage image = picture.get();
            byte[] file = format.equals("png") ? TestImages.uncompressedPng(image) : TestImages.jpeg(image);
            return new Sample(file, Similarity.brightness(TestImages.read(file)), new HashMap<>());
        }

        double[][] reducedTo(int width, int height) {
            return reductions.computeIfAbsent(
                    new Size(width, height), size -> Similarity.reduced(brightness, width, height));
        }
    }

    /** Lines one pixel wide, some of them nearly as fine as pixels are. */
    private static BufferedImage screenshot() {
        return drawn(2880, 900, (x, y) -> {
            int spacing = 3 + y / 180;
            return (y / 90) % 2 == 0 ? (x % spacing == 0 ? 0 : 255) : (y % spacing == 0 ? 20 : 245);
        });
    }

    /** Rings that get finer towards the edges, up to the finest that pixels can show. */
    private static BufferedImage zonePlate(int side) {
        double centre = (side - 1) / 2.0;
        return drawn(side, side, (x, y) -> {
            double square = (x - centre) * (x - centre) + (y - centre) * (y - centre);
            return (int) Math.round(127.5 + 127.5 * Math.cos(Math.PI / side * square));
        });
    }

    /** Shapes of every size with soft shades and a little noise. */
    private static BufferedImage photo() {
        Random noise = new Random(7);
        return drawn(2880, 1200, (x, y) -> {
            double shade = 90 + 60 * Math.sin(x / 310.0) * Math.cos(y / 170.0) + 25 * Math.sin(x * y / 90_000.0);
            int leaf = ((x * 7 + y * 3) / 37 ^ (x - 2 * y) / 23) % 5 * 6;
            return Math.max(0, Math.min(255, (int) (shade + leaf + 3 * noise.nextGaussian())));
        });
    }

    private static BufferedImage drawn(int width, int height, IntBinaryOperator grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = 0xFF000000 | grey.applyAsInt(x, y) * 0x010101;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private static BufferedImage reduced(byte[] file, int width) throws ImageException {
        return reduced(BOTH, file, width);
    }

    private static BufferedImage reduced(List<ImageEngine> engines, byte[] file, int width) throws ImageException {
        ImageHeader header =
                new HeaderProbe().probe(file, ImageFormat.detect(file).orElseThrow(), ImageLimits.DEFAULTS);
        try (EngineRules.Decoded decoded = EngineRules.decode(engines, file, header, width);
                Picture small = decoded.resized(width)) {
            return TestImages.read(decoded.engine().encoder().encode(small, EncodeOptions.of(ImageFormat.PNG)));
        }
    }

    /** @param kind {@code jpeg} or {@code png} for the engine that takes it, or {@code java png} */
    private double likeness(String kind, String name, Supplier<BufferedImage> picture, int width)
            throws ImageException {
        String format = kind.endsWith("png") ? "png" : "jpeg";
        Sample sample = samples.computeIfAbsent(name + " as " + format, key -> Sample.of(format, picture));
        BufferedImage small = reduced(kind.startsWith("java") ? List.of(JAVA) : BOTH, sample.file(), width);
        return Similarity.ssim(Similarity.brightness(small), sample.reducedTo(small.getWidth(), small.getHeight()));
    }

    private double likenessOfRings(String kind, int width) throws ImageException {
        return likeness(kind, "rings", () -> zonePlate(3500), width);
    }

    @ParameterizedTest
    @CsvSource({"png", "java png", "jpeg"})
    void keepsLinesOfOnePixelEven(String kind) throws ImageException {
        assertThat(likeness(kind, "screenshot", AliasingTest::screenshot, 1920)).isGreaterThan(0.995);
    }

    @ParameterizedTest
    @CsvSource({
        "png,1920",
        "java png,1920",
        "jpeg,1920",
        "java png,1200",
        "jpeg,1200",
        "png,700",
        "java png,700",
        "java png,200",
        "png,64",
        "java png,64",
        "jpeg,64"
    })
    void leavesNoStripesOfRingsThatAreTooFine(String kind, int width) throws ImageException {
        assertThat(likenessOfRings(kind, width)).isGreaterThan(0.98);
    }

    /** A decoder that gives a quarter of the pixels does so by a filter of its own, as libvips lets it. */
    @ParameterizedTest
    @CsvSource({"700", "400", "200"})
    void leavesHardlyAnyWhereTheDecoderReducesToo(int width) throws ImageException {
        assertThat(likenessOfRings("jpeg", width)).isGreaterThan(0.96);
    }

    @ParameterizedTest
    @CsvSource({"png", "java png", "jpeg"})
    void keepsAPhotoSharp(String kind) throws ImageException {
        assertThat(likeness(kind, "photo", AliasingTest::photo, 1920)).isGreaterThan(0.995);
    }

    @ParameterizedTest
    @CsvSource({"3000,2,1920", "4000,4,1000", "4000,3,1000", "8000,16,1", "20000,100,1"})
    void leavesOutNoRowOfAPictureThatHasOnlyAFew(int width, int height, int target) throws ImageException {
        // given: as many dark rows above as bright ones below
        byte[] file = TestImages.jpeg(drawn(width, height, (x, y) -> 255 * y / (height - 1)));

        // when
        BufferedImage small = reduced(file, target);

        // then
        assertThat(small.getRGB(target / 2, 0) & 0xFF).isBetween(125, 130);
    }

    /**
     * 4305 columns in blocks of ten leave five for the last one. What lies beyond the border has no weight for Java, and is
     * like the border for the native engine, as for libvips.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotMoveTheEdgeWhereTheLastBlockIsNotWhole(boolean withNative) throws ImageException {
        // given: white but for the last 20 columns and rows, which a reduction of 43 makes less than half a pixel
        int side = 4305;
        Sample sample = Sample.of("png", () -> drawn(side, side, (x, y) -> Math.max(x, y) >= side - 20 ? 0 : 255));

        // when
        BufferedImage small = reduced(withNative ? BOTH : List.of(JAVA), sample.file(), 100);

        // then
        double[][] expected = withNative
                ? Similarity.reduced(bordered(sample.brightness(), side / 5), 120, 120)
                : sample.reducedTo(100, 100);
        for (int at : new int[] {50, 90, 98, 99}) {
            assertThat((double) (small.getRGB(at, 50) & 0xFF)).isBetween(expected[50][at] - 3, expected[50][at] + 3);
            assertThat((double) (small.getRGB(50, at) & 0xFF)).isBetween(expected[at][50] - 3, expected[at][50] + 3);
        }
    }

    /** A picture with its last column and row repeated. */
    private static double[][] bordered(double[][] picture, int more) {
        int last = picture.length - 1;
        double[][] larger = new double[picture.length + more][picture.length + more];
        for (int y = 0; y < larger.length; y++) {
            for (int x = 0; x < larger.length; x++) {
                larger[y][x] = picture[Math.min(y, last)][Math.min(x, last)];
            }
        }
        return larger;
    }
}
