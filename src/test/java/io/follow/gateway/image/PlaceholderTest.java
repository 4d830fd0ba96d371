package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.withExif;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The means of a picture's areas, and the placeholder that is made of them, are the same on each engine. */
class PlaceholderTest {

    enum Engine {
        NATIVE(TestEngines.NATIVE_BEST),
        JAVA(TestEngines.JAVA);

        private final ImageEngine engine;

        Engine(ImageEngine engine) {
            this.engine = engine;
        }

        /** Decodes and turns upright, at the size of the file. */
        Picture finished(byte[] file) throws ImageException {
            ImageHeader header =
                    new HeaderProbe().probe(file, ImageFormat.detect(file).orElseThrow(), ImageLimits.DEFAULTS);
            try (Picture decoded = engine.decoder().decode(file, header, header.orientedWidth())) {
                return engine.resizer().resize(decoded, new Size(header.orientedWidth(), header.orientedHeight()));
            }
        }

        BufferedImage averaged(byte[] file, Size size) throws ImageException {
            try (Picture picture = finished(file)) {
                return picture.averaged(size);
            }
        }

        Placeholder placeholder(byte[] file) throws ImageException {
            try (Picture picture = finished(file)) {
                return Placeholder.of(picture, null);
            }
        }
    }

    private static BufferedImage drawn(ThumbHashTest.Drawing drawing, int width, int height) {
        boolean alpha = drawing == ThumbHashTest.Drawing.DISC;
        BufferedImage image =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, drawing.pixels(width, height), 0, width);
        return image;
    }

    /** What a pixel and an area have in common, in units of which a pixel has as many as there are areas. */
    private static long common(int pixel, int pixels, int area, int areas) {
        long start = Math.max((long) pixel * areas, (long) area * pixels);
        long end = Math.min((pixel + 1L) * areas, (area + 1L) * pixels);
        return Math.max(0, end - start);
    }

    /** The mean of an area, of every pixel of the picture. */
    private static int mean(BufferedImage image, int column, int row, Size size) {
        long[] sums = new long[4];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                long alpha = common(x, image.getWidth(), column, size.width())
                        * common(y, image.getHeight(), row, size.height())
                        * (pixel >>> 24);
                sums[0] += alpha;
                sums[1] += alpha * ((pixel >> 16) & 0xFF);
                sums[2] += alpha * ((pixel >> 8) & 0xFF);
                sums[3] += alpha * (pixel & 0xFF);
            }
        }
        int mean = (int) Math.round(sums[0] / ((double) image.getWidth() * image.getHeight()));
        for (int i = 1; i < sums.length; i++) {
            mean = (mean << 8) | (sums[0] == 0 ? 0 : (int) Math.round(sums[i] / (double) sums[0]));
        }
        return mean;
    }

    private static int difference(BufferedImage one, BufferedImage other) {
        int most = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    int difference = ((one.getRGB(x, y) >> shift) & 0xFF) - ((other.getRGB(x, y) >> shift) & 0xFF);
                    most = Math.max(most, Math.abs(difference));
                }
            }
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({
        "PLAID, 64, 48, 16, 12",
        "PLAID, 61, 47, 10, 7",
        "PLAID, 61, 47, 60, 47",
        "PLAID, 61, 47, 61, 47",
        "PLAID, 90, 3, 30, 1",
        "DISC, 64, 48, 16, 12",
        "DISC, 61, 47, 10, 7",
        "DISC, 40, 90, 30, 11"
    })
    void areasHaveTheMeanOfTheirPixels(ThumbHashTest.Drawing drawing, int width, int height, int columns, int rows)
            throws ImageException {
        // given
        BufferedImage image = drawn(drawing, width, height);
        Size size = new Size(columns, rows);
        BufferedImage expected = new BufferedImage(columns, rows, image.getType());
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                expected.setRGB(x, y, mean(image, x, y, size));
            }
        }

        for (Engine engine : Engine.values()) {
            // when
            BufferedImage means = engine.averaged(png(image), size);

            // then
            assertThat(means.getType()).isEqualTo(image.getType());
            assertThat(difference(means, expected)).as("%s", engine).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1200, 800, 100, 67",
        "800, 1202, 67, 100",
        "3000, 40, 100, 1",
        "2000, 60, 100, 3",
        "240, 160, 100, 67",
        "60, 210, 29, 100"
    })
    void lumaAndChromaHaveTheMeansOfTheirColours(int width, int height, int columns, int rows) throws ImageException {
        // given
        byte[] photo = jpeg(drawn(ThumbHashTest.Drawing.RAMP, width, height));
        Size size = new Size(columns, rows);

        // when
        BufferedImage means = Engine.NATIVE.averaged(photo, size);

        // then: the other engine interpolates chroma before it averages
        assertThat(difference(means, Engine.JAVA.averaged(photo, size))).isLessThanOrEqualTo(4);
    }

    @Test
    void isTheSameOnEachEngine() throws ImageException {
        // given
        byte[] file = png(drawn(ThumbHashTest.Drawing.DISC, 640, 480));

        // when
        Placeholder placeholder = Engine.NATIVE.placeholder(file);

        // then
        assertThat(placeholder).isEqualTo(Engine.JAVA.placeholder(file));
        assertThat(placeholder.thumbHash()).matches("[A-Za-z0-9+/]+=*").hasSizeLessThanOrEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void isThatOfTheUprightPicture(Engine engine) throws ImageException {
        // given: stored lying on its side, green and yellow on the right of red and blue
        byte[] lying = withExif(jpeg(quadrants(400, 200, BufferedImage.TYPE_INT_RGB)), 6);

        // when
        byte[] hash = Base64.getDecoder().decode(engine.placeholder(lying).thumbHash());

        // then: no landscape, of which 4 of 7 waves fit into the width
        assertThat(hash[4] & 0x80).isZero();
        assertThat(hash[3] & 7).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void showsTheGroundWhereTheFormatHasNoTransparency(Engine engine) throws ImageException {
        // given
        byte[] clear = png(plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0));

        try (Picture picture = engine.finished(clear)) {
            // when
            Placeholder grounded = Placeholder.of(picture, new Colour(0x204060));
            Placeholder transparent = Placeholder.of(picture, null);

            // then
            assertThat(grounded.dominantColour()).isEqualTo(new Colour(0x204060));
            assertThat(hasAlpha(grounded)).isFalse();
            assertThat(transparent.dominantColour()).isEqualTo(Colour.WHITE);
            assertThat(hasAlpha(transparent)).isTrue();
        }
    }

    private static boolean hasAlpha(Placeholder placeholder) {
        return (Base64.getDecoder().decode(placeholder.thumbHash())[2] & 0x80) != 0;
    }

    @ParameterizedTest
    @EnumSource
    void isOfFinishedPicturesOnly(Engine engine) throws ImageException {
        // given: neither upright yet
        byte[] lying = withExif(jpeg(quadrants(400, 200, BufferedImage.TYPE_INT_RGB)), 6);
        ImageHeader header = new HeaderProbe().probe(lying, ImageFormat.JPEG, ImageLimits.DEFAULTS);

        try (Picture decoded = engine.engine.decoder().decode(lying, header, 200)) {
            // when, then
            assertThatIllegalStateException()
                    .isThrownBy(() -> Placeholder.of(decoded, null))
                    .withMessageContaining("not upright sRGB");
        }
    }
}
