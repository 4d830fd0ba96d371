package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.pictureChunks;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static io.follow.gateway.image.TestImages.vp8x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.luciad.imageio.webp.CompressionType;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alpha of both kinds of WebP, as values, and what becomes of a damaged one. */
public abstract class WebpRules {

    private static final int WIDTH = 41;
    private static final int HEIGHT = 35;
    private static final int EXTENDED_HEADER = 18;

    private final ImageEngine engine;

    /** @param engine decodes the files whatever it says that it accepts */
    protected WebpRules(ImageEngine engine) {
        this.engine = engine;
    }

    private static int alpha(int x, int y) {
        return (x * 7 + y * 3) & 0xFF;
    }

    private static byte[] clear(CompressionType type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, alpha(x, y) << 24 | x * 5 << 16 | y * 7 << 8 | 40);
            }
        }
        return NastyFiles.webp(image, type);
    }

    private static byte[] opaque(CompressionType type) {
        return NastyFiles.webp(TestImages.plain(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, 0xFF3377BB), type);
    }

    private static byte[] extended(int flags, byte[] simple) {
        return riff(vp8x(flags, WIDTH, HEIGHT), pictureChunks(simple));
    }

    @Test
    void losslessHasTheValuesThatWereWritten() throws ImageException {
        byte[] simple = clear(CompressionType.Lossless);
        for (byte[] file : new byte[][] {simple, extended(0x10, simple), extended(0, simple)}) {
            BufferedImage image = pixels(file);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertThat(image.getRGB(x, y) >>> 24).isEqualTo(alpha(x, y));
                    if (alpha(x, y) > 0) {
                        assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(x * 5 << 16 | y * 7 << 8 | 40);
                    }
                }
            }
        }
    }

    @Test
    void lossyHasTheAlphaThatWasWritten() throws ImageException {
        // given
        byte[] file = clear(CompressionType.Lossy);
        byte[] withoutFlag = file.clone();
        withoutFlag[20] = 0;

        // then
        for (byte[] each : new byte[][] {file, withoutFlag}) {
            BufferedImage image = pixels(each);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertThat(image.getRGB(x, y) >>> 24).isEqualTo(alpha(x, y));
                }
            }
        }
    }

    @Test
    void opaqueStaysOpaque() throws ImageException {
        for (CompressionType type : new CompressionType[] {CompressionType.Lossy, CompressionType.Lossless}) {
            for (byte[] file : new byte[][] {opaque(type), extended(0, opaque(type)), extended(0x10, opaque(type))}) {
                BufferedImage image = pixels(file);
                for (int pixel : image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH)) {
                    assertThat(pixel >>> 24).isEqualTo(0xFF);
                    assertThat(Math.abs((pixel & 0xFF) - 0xBB)).isLessThan(6);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void pixelsThatEndTooEarlyAreDamage(CompressionType type) {
        // An opaque picture without loss is hardly longer than its header.
        byte[] other = type == CompressionType.Lossy ? opaque(type) : clear(type);
        for (byte[] file : new byte[][] {clear(type), other}) {
            for (int cut : new int[] {2, 8, 20}) {
                // given a file whose header says what is left of it
                byte[] left = Arrays.copyOf(file, (file.length - cut) & ~1);
                byte[] broken = left.clone();
                int chunk = lastChunk(file);
                putLittle(broken, 4, left.length - 8);
                putLittle(broken, chunk + 4, left.length - chunk - 8);

                // then
                assertThatExceptionOfType(ImageException.class)
                        .as("%s without %d bytes", type, cut)
                        .isThrownBy(() -> pixels(broken))
                        .extracting(ImageException::error)
                        .isEqualTo(ImageError.DECODE_FAILED);
            }
        }
    }

    private static int lastChunk(byte[] file) {
        int chunk = 12;
        int next = chunk;
        while (next < file.length) {
            chunk = next;
            int length = file[chunk + 4] & 0xFF
                    | (file[chunk + 5] & 0xFF) << 8
                    | (file[chunk + 6] & 0xFF) << 16
                    | (file[chunk + 7] & 0xFF) << 24;
            next = chunk + 8 + length + (length & 1);
        }
        return chunk;
    }

    private static void putLittle(byte[] file, int at, int value) {
        System.arraycopy(TestImages.little(value, 4), 0, file, at, 4);
    }

    @Test
    void aDamagedAlphaPlaneIsDamageAndNoWantOfMemory() {
        // given
        byte[] file = clear(CompressionType.Lossy);
        byte[] chunks = pictureChunks(file);
        byte[] rest = Arrays.copyOfRange(chunks, EXTENDED_HEADER, chunks.length);
        int length = rest[4] & 0xFF | (rest[5] & 0xFF) << 8;
        byte[] plane = Arrays.copyOfRange(rest, 8, 8 + length);
        byte[] picture = Arrays.copyOfRange(rest, 8 + length + (length & 1), rest.length);
        byte[] garbled = plane.clone();
        Arrays.fill(garbled, 3, garbled.length, (byte) 0xFF);
        byte[] reserved = plane.clone();
        reserved[0] = (byte) 0xFF;

        // then
        for (byte[] damaged :
                new byte[][] {garbled, reserved, Arrays.copyOf(plane, 2), Arrays.copyOf(plane, length / 2), {}}) {
            byte[] broken = riff(join(vp8x(0x10, WIDTH, HEIGHT), riffChunk("ALPH", damaged), picture));
            assertThatExceptionOfType(ImageException.class)
                    .isThrownBy(() -> pixels(broken))
                    .extracting(ImageException::error)
                    .isEqualTo(ImageError.DECODE_FAILED);
        }
    }

    private BufferedImage pixels(byte[] file) throws ImageException {
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.WEBP, ImageLimits.DEFAULTS);
        try (Picture decoded = engine.decoder().decode(file, header, WIDTH);
                Picture upright = engine.resizer().resize(decoded, WIDTH)) {
            return TestImages.read(engine.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)));
        }
    }
}
