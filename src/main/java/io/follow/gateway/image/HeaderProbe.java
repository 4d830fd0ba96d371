package io.follow.gateway.image;

/**
 * Reads what a file declares about itself, without decoding pixels and with memory independent of these declarations.
 * Stateless and thread-safe.
 */
public final class HeaderProbe {

    /**
     * Reads the header.
     *
     * @param file the whole file
     * @param declared the declared format
     * @throws ImageException {@link ImageError#FILE_TOO_SMALL}, {@link ImageError#INVALID_MAGIC_BYTES},
     *     {@link ImageError#DECODE_HEADER_FAILED}, {@link ImageError#DECOMPRESSION_BOMB}, or
     *     {@link ImageError#DECODE_FAILED} for a JPEG that lacks the scans or tables of a component. Other truncated
     *     files are not rejected here: see {@link ImageHeader#complete()}
     */
    public ImageHeader probe(Bytes file, ImageFormat declared, ImageLimits limits) throws ImageException {
        if (file.length() == 0) {
            throw new ImageException(ImageError.FILE_TOO_SMALL, "the file has 0 bytes; expected at least 1");
        }
        MagicBytes.check(file.first(ImageFormat.BYTES_TO_DETECT), declared);
        return switch (declared) {
            case JPEG -> new JpegHeaderParser(file, limits).parse();
            case PNG -> new PngHeaderParser(file, limits).parse();
            case WEBP -> new WebpHeaderParser(file, limits).parse();
            case GIF -> new GifHeaderParser(file, limits).parse();
            case AVIF, HEIC -> new HeifHeaderParser(file.exact(), declared, limits).parse();
        };
    }

    /** The same for a file that fills an array. */
    public ImageHeader probe(byte[] file, ImageFormat declared, ImageLimits limits) throws ImageException {
        return probe(Bytes.of(file), declared, limits);
    }
}
