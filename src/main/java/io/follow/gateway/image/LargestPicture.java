package io.follow.gateway.image;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The picture within a pixel limit that needs the most memory, among square ones of the usual kinds: a progressive
 * JPEG, a PNG with 16 bits per component, an animated WebP. CMYK pictures, and pictures so narrow that they are hardly
 * reduced, can need up to twice as much.
 *
 * @param kind in words
 * @param side width and height in pixels
 * @param bytes peak memory for decoding it and making a rendition of it
 */
public record LargestPicture(String kind, int side, long bytes) {

    private static final JpegCoding ONE_SCAN = new JpegCoding(false, 1, false, 0, true, false, false);

    /**
     * The most demanding picture.
     *
     * @param engines in the order in which they are tried, fastest first
     * @param maxPixels width × height, at least 1
     * @param maxWidth the maximum width of the rendition, in pixels
     * @throws ImageException if no engine reads such a picture
     */
    public static LargestPicture within(List<ImageEngine> engines, long maxPixels, int maxWidth) throws ImageException {
        return ofSide(engines, (int) Math.sqrt((double) maxPixels), maxWidth);
    }

    /**
     * The pixel limit with which every picture fits into the given memory.
     *
     * @return width × height, 0 if not even the smallest fits
     */
    public static long pixelsWithin(List<ImageEngine> engines, long bytes, int maxWidth) throws ImageException {
        int fits = 0;
        int tooLarge = 1 << 16;
        while (tooLarge - fits > 1) {
            int side = (fits + tooLarge) / 2;
            if (ofSide(engines, side, maxWidth).bytes() <= bytes) {
                fits = side;
            } else {
                tooLarge = side;
            }
        }
        return (long) fits * fits;
    }

    private static LargestPicture ofSide(List<ImageEngine> engines, int side, int maxWidth) throws ImageException {
        return Stream.of(
                        of("a progressive JPEG", engines, header(ImageFormat.JPEG, side, 8, 1, ONE_SCAN), maxWidth),
                        of(
                                "a PNG with 16 bits per component",
                                engines,
                                header(ImageFormat.PNG, side, 16, 1, null),
                                maxWidth),
                        of("an animated WebP", engines, header(ImageFormat.WEBP, side, 8, 2, null), maxWidth))
                .max(Comparator.comparingLong(LargestPicture::bytes))
                .orElseThrow();
    }

    private static LargestPicture of(String kind, List<ImageEngine> engines, ImageHeader header, int maxWidth)
            throws ImageException {
        Decoder decoder = ImageEngine.able(engines, header).get(0).decoder();
        return new LargestPicture(kind, header.width(), decoder.bytesNeeded(header, maxWidth));
    }

    private static ImageHeader header(
            ImageFormat format, int side, int bitDepth, int frames, @Nullable JpegCoding jpeg) {
        return new ImageHeader(
                format,
                side,
                side,
                Orientation.NORMAL,
                jpeg == null ? ColourModel.RGB : ColourModel.YCBCR,
                bitDepth,
                jpeg == null,
                frames,
                jpeg != null,
                jpeg == null,
                true,
                new FrameArea(0, 0, side, side),
                null,
                jpeg,
                null);
    }
}
