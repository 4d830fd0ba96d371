package io.follow.gateway.image;

/**
 * Limits for a header; a file that exceeds one is rejected as {@link ImageError#DECOMPRESSION_BOMB}.
 *
 * @param maxPixels width × height
 * @param maxFrames number of frames of an animation
 * @param maxProfileBytes size of the ICC profile after inflation, which stops at this limit
 * @param maxTextBytes total size of the text in PNG chunks and JPEG comments, after inflation
 * @param maxSegments JPEG segments, PNG chunks other than pixel data, or WebP chunks
 * @param maxScans number of scans of a JPEG; each one covers the whole picture, so a small file with many scans can
 *     take minutes
 */
public record ImageLimits(
        long maxPixels, int maxFrames, long maxProfileBytes, long maxTextBytes, int maxSegments, int maxScans) {

    /**
     * 100,000,000 pixels, 1,000 frames, 8 MiB of profile (the largest press profiles have 3 MB), 8 MiB of text,
     * 5,000 segments, 200 scans (progressive JPEGs have about 10).
     */
    public static final ImageLimits DEFAULTS = new ImageLimits(100_000_000, 1_000, 8 << 20, 8 << 20, 5_000, 200);

    /** For files whose header has been checked. */
    static final ImageLimits UNLIMITED = new ImageLimits(
            Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Checks that every limit is at least 1. */
    public ImageLimits {
        if (maxPixels < 1
                || maxFrames < 1
                || maxProfileBytes < 1
                || maxTextBytes < 1
                || maxSegments < 1
                || maxScans < 1) {
            throw new IllegalArgumentException("every image limit must be at least 1");
        }
    }

    /** The same limits with another maximum number of pixels. */
    public ImageLimits withMaxPixels(long pixels) {
        return new ImageLimits(pixels, maxFrames, maxProfileBytes, maxTextBytes, maxSegments, maxScans);
    }

    void checkPixels(long width, long height) throws ImageException {
        if (width < 1 || height < 1) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED,
                    "the header says " + width + "×" + height + " pixels; both sides must be at least 1");
        }
        if (width > maxPixels / height) {
            throw bomb(width + "×" + height + " pixels", "at most " + maxPixels + " pixels");
        }
    }

    void checkFrames(long frames) throws ImageException {
        if (frames > maxFrames) {
            throw bomb(frames + " frames", "at most " + maxFrames);
        }
    }

    void checkProfile(long bytes) throws ImageException {
        if (bytes > maxProfileBytes) {
            throw bomb("a colour profile of more than " + maxProfileBytes + " bytes", "at most that many");
        }
    }

    void checkText(long bytes) throws ImageException {
        if (bytes > maxTextBytes) {
            throw bomb("text of more than " + maxTextBytes + " bytes", "at most that many");
        }
    }

    void checkSegments(int segments) throws ImageException {
        if (segments > maxSegments) {
            throw bomb("more than " + maxSegments + " segments", "at most that many");
        }
    }

    void checkScans(int scans) throws ImageException {
        if (scans > maxScans) {
            throw bomb("more than " + maxScans + " scans", "at most that many");
        }
    }

    private static ImageException bomb(String found, String expected) {
        return new ImageException(
                ImageError.DECOMPRESSION_BOMB, "the header holds " + found + "; allowed: " + expected);
    }
}
