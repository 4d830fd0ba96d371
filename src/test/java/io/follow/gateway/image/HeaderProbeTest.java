package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.exif;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static io.follow.gateway.image.TestImages.vp8x;
import static io.follow.gateway.image.TestImages.withChunks;
import static io.follow.gateway.image.TestImages.withExif;
import static io.follow.gateway.image.TestImages.withProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderProbeTest {

    private static final ImageEngine ENGINE = JavaEngine.create();

    private final HeaderProbe probe = new HeaderProbe();

    static byte[] file(ImageFormat format, BufferedImage image) throws ImageException {
        byte[] png = png(image);
        ImageHeader header = new HeaderProbe().probe(png, ImageFormat.PNG, ImageLimits.DEFAULTS);
        try (Picture picture = ENGINE.decoder().decode(png, header, image.getWidth());
                Picture upright = ENGINE.resizer().resize(picture, image.getWidth())) {
            return ENGINE.encoder().encode(upright, EncodeOptions.of(format));
        }
    }

    private ImageHeader probe(byte[] data, ImageFormat format) throws ImageException {
        return probe.probe(data, format, ImageLimits.DEFAULTS);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void readsTheSizeOfEveryFormat(ImageFormat format) throws ImageException {
        // given
        byte[] data = file(format, quadrants(31, 13, BufferedImage.TYPE_INT_RGB));
        // when
        ImageHeader header = probe(data, format);
        // then
        assertThat(header.width()).isEqualTo(31);
        assertThat(header.height()).isEqualTo(13);
        assertThat(header.pixels()).isEqualTo(403);
        assertThat(header.format()).isEqualTo(format);
        assertThat(header.alpha()).isFalse();
        assertThat(header.frames()).isEqualTo(1);
        assertThat(header.complete()).isTrue();
        assertThat(header.profile()).isNull();
    }

    @Test
    void saysWhatIsInsteadOfThePromisedFormat() {
        assertThatThrownBy(() -> probe(ascii("MZ\0\0"), ImageFormat.JPEG))
                .isInstanceOf(ImageException.class)
                .hasMessage("first bytes 4D 5A 00 00 are not image/jpeg")
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.INVALID_MAGIC_BYTES);
    }

    @Test
    void refusesAPngThatIsDeclaredAsJpeg() {
        byte[] data = png(quadrants(4, 4, BufferedImage.TYPE_INT_RGB));
        assertThatThrownBy(() -> probe(data, ImageFormat.JPEG))
                .hasMessageEndingWith("are not image/jpeg but image/png");
    }

    @Test
    void refusesAGifOfTenThousandFramesByItsFirstBytes() {
        assertRefused(Bomb.GIF_OF_10000_FRAMES.data(), ImageFormat.JPEG, ImageError.INVALID_MAGIC_BYTES);
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(new byte[0], ImageFormat.PNG, ImageError.FILE_TOO_SMALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationOfEveryFormat(int value) throws ImageException {
        // given
        BufferedImage image = quadrants(30, 20, BufferedImage.TYPE_INT_RGB);
        byte[] webp = file(ImageFormat.WEBP, image);
        byte[] extended = riff(vp8x(8, 30, 20), TestImages.pictureChunks(webp), riffChunk("EXIF", exif(value)));
        // when
        ImageHeader jpegHeader = probe(withExif(jpeg(image), value), ImageFormat.JPEG);
        ImageHeader pngHeader = probe(withChunks(png(image), chunk("eXIf", exif(value))), ImageFormat.PNG);
        ImageHeader webpHeader = probe(extended, ImageFormat.WEBP);
        // then
        assertThat(jpegHeader.orientation()).isEqualTo(Orientation.ofExif(value));
        assertThat(pngHeader.orientation()).isEqualTo(Orientation.ofExif(value));
        assertThat(webpHeader.orientation()).isEqualTo(Orientation.ofExif(value));
        assertThat(jpegHeader.orientedWidth()).isEqualTo(value < 5 ? 30 : 20);
        assertThat(jpegHeader.orientedHeight()).isEqualTo(value < 5 ? 20 : 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 300})
    void takesAnUnknownOrientationAsUpright(int value) throws ImageException {
        byte[] data = withExif(jpeg(quadrants(30, 20, BufferedImage.TYPE_INT_RGB)), value);
        assertThat(probe(data, ImageFormat.JPEG).orientation()).isEqualTo(Orientation.NORMAL);
    }

    @Test
    void readsALittleEndianOrientationWrittenAsALong() throws ImageException {
        // given
        byte[] tiff = join(
                ascii("II"),
                TestImages.little(42, 2),
                TestImages.little(8, 4),
                TestImages.little(1, 2),
                TestImages.little(0x0112, 2),
                TestImages.little(4, 2),
                TestImages.little(1, 4),
                TestImages.little(6, 4));
        byte[] data = TestImages.withSegment(
                jpeg(quadrants(8, 8, BufferedImage.TYPE_INT_RGB)), 0xE1, join(ascii("Exif\0\0"), tiff));
        // when, then
        assertThat(probe(data, ImageFormat.JPEG).orientation()).isEqualTo(Orientation.ROTATED_90);
    }

    @Test
    void readsTheColourModelAndWhetherAJpegIsProgressive() throws ImageException {
        assertThat(probe(jpeg(quadrants(8, 8, BufferedImage.TYPE_BYTE_GRAY)), ImageFormat.JPEG)
                        .colourModel())
                .isEqualTo(ColourModel.GREY);
        assertThat(probe(TestImages.cmykJpeg(8, 8, 0, 0, 0, 0), ImageFormat.JPEG)
                        .colourModel())
                .isEqualTo(ColourModel.CMYK);
        // As in libjpeg, every other transform means luma and chroma.
        for (byte transform : new byte[] {1, 2, 3, -1}) {
            byte[] marker = TestImages.join(TestImages.ascii("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, transform});
            assertThat(probe(
                                    TestImages.withSegment(
                                            TestImages.fourComponentJpeg(8, 8, 0, 0, 0, 0), 0xEE, marker),
                                    ImageFormat.JPEG)
                            .colourModel())
                    .isEqualTo(ColourModel.YCCK);
        }
        ImageHeader header = probe(jpeg(quadrants(8, 8, BufferedImage.TYPE_INT_RGB), true), ImageFormat.JPEG);
        assertThat(header.colourModel()).isEqualTo(ColourModel.YCBCR);
        assertThat(header.progressive()).isTrue();
    }

    @Test
    void readsDepthAlphaAndInterlacingOfAPng() throws ImageException {
        ImageHeader grey16 = probe(png(new BufferedImage(3, 3, BufferedImage.TYPE_USHORT_GRAY)), ImageFormat.PNG);
        assertThat(grey16.bitDepth()).isEqualTo(16);
        assertThat(grey16.colourModel()).isEqualTo(ColourModel.GREY);
        ImageHeader argb =
                probe(TestImages.interlacedPng(plain(9, 9, BufferedImage.TYPE_INT_ARGB, 0x80FF0000)), ImageFormat.PNG);
        assertThat(argb.alpha()).isTrue();
        assertThat(argb.progressive()).isTrue();
        ImageHeader palette = probe(
                withChunks(TestImages.pngHeader(2, 2, 8, 3), chunk("PLTE", new byte[3]), chunk("tRNS", new byte[1])),
                ImageFormat.PNG);
        assertThat(palette.colourModel()).isEqualTo(ColourModel.PALETTE);
        assertThat(palette.alpha()).isTrue();
    }

    @Test
    void tellsAnSrgbProfileFromAnother() throws ImageException {
        byte[] data = jpeg(quadrants(8, 8, BufferedImage.TYPE_INT_RGB));
        ColourProfile srgb = probe(withProfile(data, TestImages.srgbProfile()), ImageFormat.JPEG)
                .profile();
        ColourProfile other = probe(withProfile(data, TestImages.swappedProfile()), ImageFormat.JPEG)
                .profile();
        assertThat(srgb).isNotNull();
        assertThat(srgb.isSrgb()).isTrue();
        assertThat(other).isNotNull();
        assertThat(other.isSrgb()).isFalse();
        assertThat(other.components()).isEqualTo(3);
        assertThat(other.size()).isEqualTo(TestImages.swappedProfile().length);
    }

    @Test
    void readsTheProfileOfAPngAndOfAWebp() throws ImageException {
        // given
        BufferedImage image = quadrants(8, 8, BufferedImage.TYPE_INT_RGB);
        byte[] iccp = chunk("iCCP", join(ascii("x\0\0"), TestImages.deflate(TestImages.swappedProfile())));
        byte[] webp = riff(
                vp8x(0x20, 8, 8),
                riffChunk("ICCP", TestImages.swappedProfile()),
                TestImages.pictureChunks(file(ImageFormat.WEBP, image)));
        // when, then
        assertThat(probe(withChunks(png(image), iccp), ImageFormat.PNG).profile())
                .isNotNull();
        assertThat(probe(webp, ImageFormat.WEBP).profile()).isNotNull();
    }

    @Test
    void ignoresAProfileWhosePiecesDoNotFit() throws ImageException {
        byte[] half = join(ascii("ICC_PROFILE\0"), new byte[] {2, 2}, TestImages.srgbProfile());
        byte[] data = TestImages.withSegment(jpeg(quadrants(8, 8, BufferedImage.TYPE_INT_RGB)), 0xE2, half);
        assertThat(probe(data, ImageFormat.JPEG).profile()).isNull();
    }

    @Test
    void countsTheFramesOfAnAnimationAndReadsItsFirst() throws ImageException {
        // given
        byte[] picture = TestImages.pictureChunks(file(ImageFormat.WEBP, quadrants(6, 4, BufferedImage.TYPE_INT_RGB)));
        byte[] frame = TestImages.frame(2, 4, 6, 4, picture);
        byte[] data = riff(vp8x(2, 20, 10), riffChunk("ANIM", new byte[6]), frame, frame, frame);
        // when
        ImageHeader header = probe(data, ImageFormat.WEBP);
        // then
        assertThat(header.frames()).isEqualTo(3);
        assertThat(header.width()).isEqualTo(20);
        assertThat(header.firstFrame()).isEqualTo(new FrameArea(2, 4, 6, 4));
        assertThat(header.alpha()).isTrue();
    }

    @Test
    void refusesAFrameThatLiesOutsideItsCanvas() throws ImageException {
        byte[] picture = TestImages.pictureChunks(file(ImageFormat.WEBP, quadrants(6, 4, BufferedImage.TYPE_INT_RGB)));
        byte[] data = riff(vp8x(2, 20, 10), TestImages.frame(16, 0, 6, 4, picture));
        assertRefused(data, ImageFormat.WEBP, ImageError.DECODE_HEADER_FAILED);
    }

    @Test
    void refusesAPngWhoseHeaderDoesNotMatchItsChecksum() {
        byte[] data = png(quadrants(8, 8, BufferedImage.TYPE_INT_RGB));
        data[19] = 77;
        assertRefused(data, ImageFormat.PNG, ImageError.DECODE_HEADER_FAILED);
    }

    @Test
    void refusesAColourTypeThatPngDoesNotHave() {
        assertRefused(TestImages.pngHeader(8, 8, 4, 2), ImageFormat.PNG, ImageError.DECODE_HEADER_FAILED);
        assertRefused(TestImages.pngHeader(8, 8, 8, 5), ImageFormat.PNG, ImageError.DECODE_HEADER_FAILED);
        assertRefused(TestImages.pngHeader(0, 8, 8, 2), ImageFormat.PNG, ImageError.DECODE_HEADER_FAILED);
    }

    @Test
    void seesThatPixelDataOfAPngIsDamaged() throws ImageException {
        byte[] data = png(quadrants(80, 80, BufferedImage.TYPE_INT_RGB));
        data[data.length - 20] ^= 1;
        assertThat(probe(data, ImageFormat.PNG).complete()).isFalse();
    }

    /** Whether the last scan of a JPEG is cut short is only seen when it is decoded. */
    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "WEBP"})
    void neverTakesATruncatedFileAsComplete(ImageFormat format) throws ImageException {
        byte[] data = file(format, quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
        for (int length = 0; length < data.length - TestImages.endMarkOf(format); length++) {
            byte[] truncated = Arrays.copyOf(data, length);
            boolean complete;
            try {
                complete = probe(truncated, format).complete();
            } catch (ImageException e) {
                complete = false;
            }
            assertThat(complete).as("%d of %d bytes", length, data.length).isFalse();
        }
    }

    private void assertRefused(byte[] data, ImageFormat format, ImageError error) {
        assertThatThrownBy(() -> probe(data, format))
                .isInstanceOf(ImageException.class)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(error);
    }
}
