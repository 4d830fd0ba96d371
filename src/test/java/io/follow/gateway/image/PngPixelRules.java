package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels of every kind of PNG, with values as the expectation; where the format leaves a choice, that of libpng. */
public abstract class PngPixelRules {

    /** Every colour type with every depth it may have. */
    private static final int[][] KINDS = {
        {0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16},
        {6, 8}, {6, 16}
    };

    private static final int[][] SIZES = {{1, 1}, {2, 3}, {3, 2}, {5, 5}, {7, 9}, {8, 8}, {33, 17}};

    private static final byte[] THREE_COLOURS = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255};
    private static final RawPng INDICES = new RawPng(4, 1, 8, 3, false, new int[] {0, 1, 2, 0});
    private static final RawPng TWO_COLOURS = new RawPng(2, 1, 8, 2, false, new int[] {10, 20, 30, 40, 50, 60});
    private static final byte[] FIRST_IS_CLEAR = {0, 10, 0, 20, 0, 30};
    private static final byte[] PALETTE = chunk("PLTE", THREE_COLOURS);

    private final ImageEngine engine;

    /** @param engine decodes the files whatever it says that it accepts */
    protected PngPixelRules(ImageEngine engine) {
        this.engine = engine;
    }

    static Stream<Arguments> kinds() {
        List<Arguments> all = new ArrayList<>();
        for (int[] kind : KINDS) {
            for (boolean interlaced : new boolean[] {false, true}) {
                for (boolean transparency : new boolean[] {false, true}) {
                    all.add(Arguments.of(kind[0], kind[1], interlaced, transparency));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "type {0}, {1} bits, interlaced {2}, tRNS {3}")
    @MethodSource("kinds")
    void everyKindHasTheColoursAndTheAlphaThatItsSamplesMean(
            int type, int depth, boolean interlaced, boolean transparency) throws ImageException {
        for (int[] size : SIZES) {
            // given
            RawPng png = RawPng.of(size[0], size[1], depth, type, interlaced);
            byte[] palette = palette(depth);
            byte[] content = transparency(png);
            List<byte[]> before = new ArrayList<>();
            if (type == 3) {
                before.add(chunk("PLTE", palette));
            }
            if (transparency) {
                before.add(chunk("tRNS", content));
            }

            // when
            BufferedImage image = pixels(png.file(before.toArray(byte[][]::new)));

            // then
            for (int y = 0; y < png.height(); y++) {
                for (int x = 0; x < png.width(); x++) {
                    assertPixel(
                            image.getRGB(x, y),
                            type == 3
                                    ? ofPalette(png.sample(x, y, 0), palette, transparency ? content : new byte[0])
                                    : ofSamples(png, x, y, transparency));
                }
            }
        }
    }

    private static byte[] palette(int depth) {
        byte[] palette = new byte[3 << depth];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (i * 37 + 11);
        }
        return palette;
    }

    /** The first colour of the picture; for a palette the alpha of its first half; nonsense where there is alpha. */
    private static byte[] transparency(RawPng png) {
        if (png.type() == 3) {
            byte[] alphas = new byte[1 << (png.depth() - 1)];
            for (int i = 0; i < alphas.length; i++) {
                alphas[i] = (byte) (i * 3);
            }
            return alphas;
        }
        byte[] content = new byte[png.type() == 0 || png.type() == 4 ? 2 : 6];
        for (int i = 0; i < content.length / 2; i++) {
            content[2 * i] = (byte) (png.sample(0, 0, i) >> 8);
            content[2 * i + 1] = (byte) png.sample(0, 0, i);
        }
        return content;
    }

    private static int ofPalette(int index, byte[] palette, byte[] alphas) {
        int alpha = index < alphas.length ? alphas[index] & 0xFF : 0xFF;
        return alpha << 24
                | (palette[3 * index] & 0xFF) << 16
                | (palette[3 * index + 1] & 0xFF) << 8
                | palette[3 * index + 2] & 0xFF;
    }

    private static int ofSamples(RawPng png, int x, int y, boolean transparency) {
        int channels = RawPng.channels(png.type());
        int colours = channels < 3 ? 1 : 3;
        boolean first = true;
        int pixel = 0;
        for (int i = 0; i < 3; i++) {
            int channel = Math.min(i, colours - 1);
            first &= png.sample(x, y, channel) == png.sample(0, 0, channel);
            pixel = pixel << 8 | eightBits(png.sample(x, y, channel), png.depth());
        }
        int alpha = channels > colours
                ? eightBits(png.sample(x, y, channels - 1), png.depth())
                : transparency && first ? 0 : 0xFF;
        return alpha << 24 | pixel;
    }

    private static int eightBits(int sample, int depth) {
        return (int) Math.round(sample * 255.0 / ((1 << depth) - 1));
    }

    private static void assertPixel(int found, int expected) {
        assertThat("%08X".formatted(found)).isEqualTo("%08X".formatted(expected));
    }

    @Test
    void aTransparentColourIsComparedInAllSixteenBits() throws ImageException {
        RawPng png = new RawPng(3, 1, 16, 0, false, new int[] {0x1234, 0x1235, 0x1200});
        assertAlphas(png.file(chunk("tRNS", new byte[] {0x12, 0x34})), 0, 255, 255);
    }

    @Test
    void bitsOfATransparentColourAboveTheDepthMeanNothing() throws ImageException {
        RawPng nibbles = new RawPng(2, 1, 4, 0, false, new int[] {3, 4});
        assertAlphas(nibbles.file(chunk("tRNS", new byte[] {0, 0x13})), 0, 255);
        assertAlphas(TWO_COLOURS.file(chunk("tRNS", new byte[] {1, 10, 1, 20, 1, 30})), 0, 255);
    }

    @Test
    void theFirstTransparencyThatFitsCounts() throws ImageException {
        byte[] clear = chunk("tRNS", FIRST_IS_CLEAR);
        byte[] other = chunk("tRNS", new byte[] {0, 40, 0, 50, 0, 60});
        assertAlphas(TWO_COLOURS.file(clear, other), 0, 255);
        assertAlphas(TWO_COLOURS.file(chunk("tRNS", new byte[4]), clear), 0, 255);
        assertAlphas(TWO_COLOURS.file(clear, PALETTE), 0, 255);
    }

    @Test
    void transparencyThatDoesNotFitIsPassedOver() throws ImageException {
        byte[] alphas = chunk("tRNS", new byte[] {64, 0});
        assertAlphas(INDICES.file(PALETTE, alphas), 64, 0, 255, 64);
        assertAlphas(INDICES.file(alphas, PALETTE), 255, 255, 255, 255);
        assertAlphas(INDICES.file(PALETTE, chunk("tRNS", new byte[0])), 255, 255, 255, 255);
        assertAlphas(INDICES.file(PALETTE, chunk("tRNS", new byte[4])), 255, 255, 255, 255);
        assertAlphas(TWO_COLOURS.file(chunk("tRNS", new byte[8])), 255, 255);
        assertAlphas(TWO_COLOURS.file(List.of(), List.of(chunk("tRNS", FIRST_IS_CLEAR), RawPng.end())), 255, 255);
    }

    @Test
    void aHeaderSaysWhetherAPixelMayBeTransparent() throws ImageException {
        assertThat(header(TWO_COLOURS.file()).alpha()).isFalse();
        assertThat(header(TWO_COLOURS.file(chunk("tRNS", FIRST_IS_CLEAR))).alpha())
                .isTrue();
        assertThat(header(TWO_COLOURS.file(chunk("tRNS", new byte[2]))).alpha()).isFalse();
    }

    @Test
    void aPaletteMayHaveFewerOrMoreEntriesThanIndices() throws ImageException {
        RawPng twoBits = new RawPng(4, 1, 2, 3, false, new int[] {0, 1, 2, 3});
        BufferedImage fewer = pixels(twoBits.file(PALETTE));
        assertPixel(fewer.getRGB(2, 0), 0xFF0000FF);
        assertPixel(fewer.getRGB(3, 0), 0xFF000000);
        byte[] fiveColours = Arrays.copyOf(THREE_COLOURS, 15);
        fiveColours[9] = 9;
        assertPixel(pixels(twoBits.file(chunk("PLTE", fiveColours))).getRGB(3, 0), 0xFF090000);
    }

    @Test
    void aPaletteThatIsOnlySuggestedDoesNoHarm() throws ImageException {
        for (byte[] suggested : List.of(PALETTE, join(PALETTE, PALETTE), chunk("PLTE", new byte[4]))) {
            assertPixel(pixels(TWO_COLOURS.file(suggested)).getRGB(1, 0), 0xFF28323C);
            RawPng grey = new RawPng(1, 1, 8, 0, false, new int[] {52});
            assertPixel(pixels(grey.file(suggested)).getRGB(0, 0), 0xFF343434);
        }
    }

    @Test
    void aPaletteThatIsNeededMustBeThereOnceWholeAndBeforeThePixels() {
        byte[] damaged = PALETTE.clone();
        damaged[9] ^= 1;
        assertFailed(INDICES.file());
        assertFailed(INDICES.file(PALETTE, PALETTE));
        assertFailed(INDICES.file(chunk("PLTE", new byte[4])));
        assertFailed(INDICES.file(damaged));
        assertFailed(INDICES.file(List.of(), List.of(PALETTE, RawPng.end())));
    }

    @Test
    void transparencyThatCountsMustMatchItsChecksum() {
        byte[] damaged = chunk("tRNS", FIRST_IS_CLEAR);
        damaged[9] ^= 1;
        assertFailed(TWO_COLOURS.file(damaged));
    }

    static final List<Integer> TYPES = List.of(0, 2, 3, 4, 6);

    @ParameterizedTest
    @FieldSource("TYPES")
    void aFileThatLacksOnlyItsEndMarkIsWhole(int type) throws ImageException {
        for (boolean interlaced : new boolean[] {false, true}) {
            // given
            RawPng png = RawPng.of(13, 11, 8, type, interlaced);
            byte[] before = type == 3 ? chunk("PLTE", palette(8)) : new byte[0];
            byte[] whole = png.file(before);
            byte[] end = RawPng.end();
            BufferedImage expected = pixels(whole);

            for (int cut = 1; cut <= end.length; cut++) {
                // when
                BufferedImage image = pixels(Arrays.copyOf(whole, whole.length - cut));

                // then
                assertThat(image.getRGB(0, 0, 13, 11, null, 0, 13))
                        .as("without the last %d bytes", cut)
                        .isEqualTo(expected.getRGB(0, 0, 13, 11, null, 0, 13));
            }
        }
    }

    @Test
    void whateverFollowsWholePixelsDoesNoHarm() throws ImageException {
        byte[] text = chunk("tEXt", "a\0word".getBytes(StandardCharsets.US_ASCII));
        byte[] rubbish = new byte[100];
        for (int i = 0; i < rubbish.length; i++) {
            rubbish[i] = (byte) (i + 60);
        }
        for (byte[] after : List.of(
                new byte[100_000], rubbish, text, Arrays.copyOf(text, text.length - 6), chunk("XYZW", new byte[1]))) {
            assertPixel(pixels(TWO_COLOURS.file(List.of(), List.of(after))).getRGB(1, 0), 0xFF28323C);
            assertPixel(
                    pixels(TWO_COLOURS.file(List.of(), List.of(after, RawPng.end())))
                            .getRGB(1, 0),
                    0xFF28323C);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileWithPixelsMissingIsRefused(boolean interlaced) {
        // given
        RawPng png = RawPng.of(13, 11, 8, 2, interlaced);
        byte[] rows = png.rows();
        byte[] coded = TestImages.deflate(rows);
        byte[] pixels = chunk("IDAT", coded);

        // then
        for (int cut = 1; cut < pixels.length; cut++) {
            assertFailed(join(png.start(), Arrays.copyOf(pixels, pixels.length - cut)));
        }
        for (int left = 0; left < coded.length; left++) {
            assertFailed(join(png.start(), chunk("IDAT", Arrays.copyOf(coded, left))));
        }
        byte[] shortRow = chunk("IDAT", TestImages.deflate(Arrays.copyOf(rows, rows.length - 1)));
        assertFailed(join(png.start(), shortRow));
        assertFailed(join(png.start(), shortRow, RawPng.end()));
        assertFailed(join(png.start(), RawPng.end()));
        assertFailed(png.start());
    }

    @Test
    void aWholeStreamMayEndInAPieceOfItsOwn() throws ImageException {
        byte[] coded = TestImages.deflate(TWO_COLOURS.rows());
        byte[] checksum = Arrays.copyOfRange(coded, coded.length - 4, coded.length);
        byte[] first = chunk("IDAT", Arrays.copyOf(coded, coded.length - 4));
        assertPixel(
                pixels(join(TWO_COLOURS.start(), first, chunk("IDAT", checksum)))
                        .getRGB(1, 0),
                0xFF28323C);
        assertFailed(join(TWO_COLOURS.start(), first));
    }

    @Test
    void aSecondHeaderIsRefused() {
        assertFailed(TWO_COLOURS.file(List.of(), List.of(headerChunk(), headerChunk(), RawPng.end())));
    }

    @Test
    void aChunkThatOnlyItsWriterKnowsButADecoderMustIsRefusedBeforeThePixels() {
        assertFailed(TWO_COLOURS.file(chunk("XYZW", new byte[1])));
        assertFailed(TWO_COLOURS.file(headerChunk()));
    }

    private static byte[] headerChunk() {
        byte[] start = TWO_COLOURS.start();
        return Arrays.copyOfRange(start, 8, start.length);
    }

    private static ImageHeader header(byte[] file) throws ImageException {
        return new HeaderProbe().probe(file, ImageFormat.PNG, ImageLimits.DEFAULTS);
    }

    private BufferedImage pixels(byte[] file) throws ImageException {
        ImageHeader header = header(file);
        try (Picture decoded = engine.decoder().decode(file, header, header.width());
                Picture upright = engine.resizer().resize(decoded, header.width())) {
            assertThat(header.alpha() || !decoded.alpha()).isTrue();
            return TestImages.read(engine.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)));
        }
    }

    private void assertAlphas(byte[] file, int... expected) throws ImageException {
        BufferedImage image = pixels(file);
        int[] found = new int[expected.length];
        for (int x = 0; x < found.length; x++) {
            found[x] = image.getRGB(x, 0) >>> 24;
        }
        assertThat(found).isEqualTo(expected);
    }

    private void assertFailed(byte[] file) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> pixels(file))
                .extracting(ImageException::error)
                .isEqualTo(ImageError.DECODE_FAILED);
    }
}
