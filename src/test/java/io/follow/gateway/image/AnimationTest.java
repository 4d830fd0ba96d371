package io.follow.gateway.image;

import static io.follow.gateway.image.AnimatedGif.BLUE;
import static io.follow.gateway.image.AnimatedGif.GREEN;
import static io.follow.gateway.image.AnimatedGif.RED;
import static io.follow.gateway.image.AnimatedGif.YELLOW;
import static io.follow.gateway.image.TestImages.frame;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.little;
import static io.follow.gateway.image.TestImages.pictureChunks;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static io.follow.gateway.image.TestImages.vp8x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the frames of an animation look like, and what is written of them. */
public class AnimationTest {

    private static final ImageEngine ENGINE = TestEngines.NATIVE_BEST;
    private static final int CLEAR = 0;
    private static final int R = 0xFFFF0000;
    private static final int G = 0xFF00FF00;
    private static final int B = 0xFF0000FF;
    private static final int Y = 0xFFFFFF00;
    private static final FrameArea CANVAS = new FrameArea(0, 0, 40, 30);

    /** The frames that a file has when it is played. */
    public record Played(List<BufferedImage> frames, List<Integer> millis, int plays) {

        public static Played of(byte[] file) throws ImageException {
            List<BufferedImage> frames = new ArrayList<>();
            List<Integer> millis = new ArrayList<>();
            ImageHeader header = header(file);
            int plays = ENGINE.animations().read(file, header, (canvas, time) -> {
                millis.add(time);
                try (Picture finished = ENGINE.resizer().resize(canvas, new Size(canvas.width(), canvas.height()))) {
                    frames.add(finished.averaged(new Size(finished.width(), finished.height())));
                }
            });
            return new Played(frames, millis, plays);
        }

        /** The colours of the frames at one place. */
        List<String> at(int x, int y) {
            return frames.stream()
                    .map(frame -> "%08X".formatted(frame.getRGB(x, y)))
                    .toList();
        }
    }

    static ImageHeader header(byte[] file) throws ImageException {
        ImageLimits limits = ImageLimits.DEFAULTS.withMaxPixels(1_000_000);
        return new HeaderProbe().probe(file, ImageFormat.detect(file).orElseThrow(), limits);
    }

    private static List<String> colours(int... argb) {
        List<String> texts = new ArrayList<>();
        for (int each : argb) {
            texts.add("%08X".formatted(each));
        }
        return texts;
    }

    /** Red, then green above it that is taken away, then blue with a hole that is cleared, then yellow. */
    public static byte[] gif() {
        return new AnimatedGif(CANVAS.width(), CANVAS.height())
                .repeated(2)
                .frame(CANVAS, 10, 1, -1, (x, y) -> RED)
                .frame(new FrameArea(10, 10, 20, 10), 7, 3, -1, (x, y) -> GREEN)
                .frame(new FrameArea(0, 0, 8, 8), 25, 2, GREEN, (x, y) -> x < 4 ? BLUE : GREEN)
                .frame(new FrameArea(30, 20, 10, 10), 50, 0, -1, (x, y) -> YELLOW)
                .file();
    }

    @Test
    void framesOfAGifAreDrawnAboveEachOther() throws ImageException {
        // when
        Played played = Played.of(gif());

        // then
        assertThat(played.at(20, 25)).isEqualTo(colours(R, R, R, R));
        assertThat(played.at(15, 15)).as("restored").isEqualTo(colours(R, G, R, R));
        assertThat(played.at(2, 2)).as("cleared").isEqualTo(colours(R, R, B, CLEAR));
        assertThat(played.at(6, 6)).as("through the hole, and cleared").isEqualTo(colours(R, R, R, CLEAR));
        assertThat(played.at(35, 25)).isEqualTo(colours(R, R, R, Y));
        assertThat(played.millis()).containsExactly(100, 70, 250, 500);
        assertThat(played.plays()).as("played once, and repeated twice").isEqualTo(3);
    }

    @Test
    void aGifThatSaysNothingElseIsPlayedOnce() throws ImageException {
        // given
        byte[] once = new AnimatedGif(40, 30)
                .frame(CANVAS, 10, 1, -1, (x, y) -> RED)
                .frame(CANVAS, 10, 1, -1, (x, y) -> BLUE)
                .file();

        // when, then
        assertThat(Played.of(once).plays()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatLiesOutsideOfTheCanvasIsNotDrawn(int disposal) throws ImageException {
        // given: frames that begin on the canvas, right of it and below it
        byte[] file = new AnimatedGif(40, 30)
                .frame(CANVAS, 10, 1, -1, (x, y) -> RED)
                .frame(new FrameArea(35, 25, 10, 10), 10, disposal, -1, (x, y) -> GREEN)
                .frame(new FrameArea(50, 0, 10, 10), 10, disposal, -1, (x, y) -> BLUE)
                .frame(new FrameArea(0, 50, 10, 10), 10, disposal, -1, (x, y) -> BLUE)
                .frame(new FrameArea(0, 0, 1, 1), 10, disposal, -1, (x, y) -> YELLOW)
                .file();

        // when
        Played played = Played.of(file);

        // then
        int left = disposal == 1 ? G : disposal == 2 ? CLEAR : R;
        assertThat(played.at(39, 29)).isEqualTo(colours(R, G, left, left, left));
        assertThat(played.at(0, 0)).isEqualTo(colours(R, R, R, R, Y));
        assertThat(played.at(20, 15)).isEqualTo(colours(R, R, R, R, R));
    }

    private static byte[] lossless(int width, int height, int argb) {
        BufferedImage image = TestImages.plain(width, height, BufferedImage.TYPE_INT_ARGB, argb);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("webp").next();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
            param.setCompressionType(CompressionType.Lossless);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A frame of one colour, shown for 80 ms. */
    private static byte[] webpFrame(FrameArea area, int flags, int argb) {
        byte[] chunk = frame(
                area.x(),
                area.y(),
                area.width(),
                area.height(),
                pictureChunks(lossless(area.width(), area.height(), argb)));
        chunk[8 + 12] = 80;
        chunk[8 + 15] = (byte) flags;
        return chunk;
    }

    private static byte[] webp(byte[]... frames) {
        byte[] animation = riffChunk("ANIM", join(little(0xFFFFFFFFL, 4), little(7, 2)));
        return riff(vp8x(0x12, CANVAS.width(), CANVAS.height()), animation, join(frames));
    }

    @Test
    void framesOfAWebpAreBlendedOrReplaceWhatWasThere() throws ImageException {
        // given
        FrameArea square = new FrameArea(10, 10, 20, 10);
        byte[] file = webp(
                webpFrame(CANVAS, 0, R),
                webpFrame(square, 0, 0x800000FF),
                webpFrame(square, 2, 0x800000FF),
                webpFrame(square, 3, G),
                webpFrame(new FrameArea(0, 0, 8, 8), 0, 0));

        // when
        Played played = Played.of(file);

        // then
        assertThat(played.at(2, 2)).isEqualTo(colours(R, R, R, R, R));
        assertThat(played.at(15, 15)).isEqualTo(colours(R, 0xFF7F0080, 0x800000FF, G, CLEAR));
        assertThat(played.millis()).containsOnly(80);
        assertThat(played.plays()).isEqualTo(7);
    }

    @Test
    void aFrameOfAWebpThatIsLargerThanItsCanvasIsDamaged() {
        // given
        byte[] file = webp(webpFrame(CANVAS, 0, R), webpFrame(new FrameArea(0, 0, 48, 30), 0, B));

        // when, then
        assertThatThrownBy(() -> Played.of(file))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.error()).isEqualTo(ImageError.DECODE_FAILED))
                .hasMessage("a frame has 48×30 pixels; expected at most those of the canvas, 40×30");
    }

    @Test
    void aFrameOfAWebpWithoutAPictureOfItsSizeIsDamaged() {
        // given
        byte[] smaller = frame(0, 0, 20, 20, pictureChunks(lossless(10, 10, B)));
        byte[] file = webp(webpFrame(CANVAS, 0, R), smaller);

        // when, then
        assertThatThrownBy(() -> Played.of(file))
                .hasMessage("frame 2 has no picture of 20×20 pixels; expected one, as its header says");
    }

    @Test
    void aFrameOfAGifThatIsCutOffIsDamaged() {
        // given: the codes of the second frame end early
        byte[] whole = new AnimatedGif(40, 30)
                .frame(CANVAS, 10, 1, -1, (x, y) -> RED)
                .frame(new FrameArea(0, 0, 1, 1), 10, 1, -1, (x, y) -> BLUE)
                .file();
        whole[whole.length - 9] = 30;

        // when, then
        assertThatThrownBy(() -> Played.of(whole))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.error()).isEqualTo(ImageError.DECODE_FAILED));
    }

    @Test
    void aDamagedFileIsReadOrRefused() {
        // given
        Random random = new Random(7);
        byte[] webp = webp(webpFrame(CANVAS, 0, R), webpFrame(new FrameArea(10, 10, 20, 10), 1, 0x800000FF));

        for (int i = 0; i < 600; i++) {
            // when: the magic bytes stay
            byte[] file = i % 2 == 0 ? gif() : webp.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                file[12 + random.nextInt(file.length - 12)] = (byte) random.nextInt(256);
            }

            // then
            Throwable failure = catchThrowable(() -> {
                if (header(file).frames() > 1) {
                    Played.of(file);
                }
            });
            if (failure != null) {
                assertThat(failure).isInstanceOf(ImageException.class);
            }
        }
    }
}
