package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.withSegment;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a profile in pieces; expectations are those of libvips 8.17, tried with the same profile. */
class JpegProfileTest {

    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final List<ImageEngine> ENGINES = List.of(TestEngines.NATIVE, JAVA);

    private static final byte[] PROFILE = TestImages.swappedProfile();
    private static final byte[] FIRST = Arrays.copyOf(PROFILE, PROFILE.length / 2);
    private static final byte[] SECOND = Arrays.copyOfRange(PROFILE, PROFILE.length / 2, PROFILE.length);

    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(int number, int count, byte[] content) {}

    private static Piece piece(int number, int count, byte[] content) {
        return new Piece(number, count, content);
    }

    private static byte[] profileThatSays(int size) {
        byte[] profile = PROFILE.clone();
        ByteBuffer.wrap(profile).putInt(0, size);
        return profile;
    }

    private static Named<List<Piece>> pieces(String name, Piece... pieces) {
        return Named.of(name, List.of(pieces));
    }

    static Stream<Named<List<Piece>>> thatApply() {
        byte[] other = new byte[FIRST.length];
        return Stream.of(
                pieces("in order", piece(1, 2, FIRST), piece(2, 2, SECOND)),
                pieces("out of order", piece(2, 2, SECOND), piece(1, 2, FIRST)),
                pieces("the same piece twice", piece(1, 2, FIRST), piece(1, 2, FIRST), piece(2, 2, SECOND)),
                pieces("the last piece twice", piece(1, 2, FIRST), piece(2, 2, SECOND), piece(2, 2, SECOND)),
                pieces("a better piece later", piece(1, 2, other), piece(2, 2, SECOND), piece(1, 2, FIRST)),
                pieces("1 of 2 that is all", piece(1, 2, PROFILE)),
                pieces("counts that differ", piece(1, 2, FIRST), piece(2, 3, SECOND)),
                pieces("one byte too large", piece(1, 1, profileThatSays(PROFILE.length + 1))),
                pieces("two bytes too large", piece(1, 1, profileThatSays(PROFILE.length + 2))),
                pieces("far too large", piece(1, 1, profileThatSays(-1))),
                pieces("bytes behind it", piece(1, 1, join(PROFILE, new byte[7]))));
    }

    static Stream<Named<List<Piece>>> thatDoNotApply() {
        byte[] other = new byte[FIRST.length];
        return Stream.of(
                pieces("none"),
                pieces("an empty one", piece(1, 1, new byte[0])),
                pieces("1 of 2 that is a half", piece(1, 2, FIRST)),
                pieces("2 of 2 alone", piece(2, 2, PROFILE)),
                pieces("number 0", piece(0, 1, PROFILE)),
                pieces("numbers from 0", piece(0, 2, FIRST), piece(1, 2, SECOND)),
                pieces("a gap", piece(1, 3, FIRST), piece(3, 3, SECOND)),
                pieces("a worse piece later", piece(1, 2, FIRST), piece(2, 2, SECOND), piece(1, 2, other)));
    }

    private static void assertColour(List<Piece> pieces, int expected) throws ImageException {
        byte[] file = TestImages.jpeg(plain(32, 32, BufferedImage.TYPE_INT_RGB, RED));
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            byte[] numbers = {(byte) piece.number, (byte) piece.count};
            file = withSegment(file, JpegWalker.APP0 + 2, join(ascii("ICC_PROFILE\0"), numbers, piece.content));
        }
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        for (List<ImageEngine> engines : List.of(ENGINES, List.of(JAVA))) {
            try (EngineRules.Decoded decoded = EngineRules.decode(engines, file, header, 16);
                    Picture small = decoded.resized(16)) {
                byte[] png = decoded.engine().encoder().encode(small, EncodeOptions.of(ImageFormat.PNG));
                int pixel = TestImages.read(png).getRGB(5, 5);
                for (int shift = 0; shift < 24; shift += 8) {
                    assertThat((pixel >> shift) & 0xFF)
                            .as("%08X is like %06X", pixel, expected)
                            .isBetween(((expected >> shift) & 0xFF) - 12, ((expected >> shift) & 0xFF) + 12);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thatApply")
    void coloursAreConverted(List<Piece> pieces) throws ImageException {
        assertColour(pieces, GREEN);
    }

    @ParameterizedTest
    @MethodSource("thatDoNotApply")
    void coloursStayAsTheyAre(List<Piece> pieces) throws ImageException {
        assertColour(pieces, RED);
    }
}
