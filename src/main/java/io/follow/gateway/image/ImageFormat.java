package io.follow.gateway.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The supported formats. */
public enum ImageFormat {
    /** JPEG allows 65,535 pixels per side; libjpeg, which writes it, supports slightly fewer. */
    JPEG("image/jpeg", 65_500, List.of("jpg", "jpeg", "jpe", "jfif")),
    PNG("image/png", Integer.MAX_VALUE, List.of("png")),
    /** WebP stores a side in 14 bits. */
    WEBP("image/webp", 16_383, List.of("webp"));

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final String contentType;
    private final int maxSide;
    // List.of is immutable, which its type does not express.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> extensions;

    ImageFormat(String contentType, int maxSide, List<String> extensions) {
        this.contentType = contentType;
        this.maxSide = maxSide;
        this.extensions = extensions;
    }

    /** The registered media type, for example {@code image/jpeg}. */
    public String contentType() {
        return contentType;
    }

    /** Whether the format supports transparency. */
    public boolean hasAlpha() {
        return this != JPEG;
    }

    /** The maximum side length, in pixels. */
    public int maxSide() {
        return maxSide;
    }

    /**
     * Rejects a picture that is too large for this format, see {@link Box#layout}.
     *
     * @throws ImageException {@link ImageError#ENCODE_FAILED}
     */
    public void checkSides(Picture picture) throws ImageException {
        if (picture.width() > maxSide || picture.height() > maxSide) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED,
                    "the picture has " + picture.width() + "×" + picture.height() + " pixels; a side of " + contentType
                            + " is at most " + maxSide);
        }
    }

    /** The usual file name extension, without a dot. */
    public String extension() {
        return extensions.get(0);
    }

    /** All extensions of this format, the usual one first, in lower case and without a dot. */
    public List<String> extensions() {
        return extensions;
    }

    /** Finds a format by media type; ignores case and parameters such as {@code ; charset=x}. */
    public static Optional<ImageFormat> ofContentType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        String wanted = type.strip().toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.contentType.equals(wanted)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Finds a format by the name used in settings, {@code jpeg}, {@code jpg}, {@code png} or {@code webp}, in any case. */
    public static Optional<ImageFormat> ofName(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "jpeg", "jpg" -> Optional.of(JPEG);
            case "png" -> Optional.of(PNG);
            case "webp" -> Optional.of(WEBP);
            default -> Optional.empty();
        };
    }

    /**
     * Finds a format by its magic bytes.
     *
     * @param firstBytes the start of the file; only the first twelve bytes are used
     */
    public static Optional<ImageFormat> detect(byte[] firstBytes) {
        Bytes bytes = new Bytes(firstBytes);
        if (bytes.startsWith(0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF)) {
            return Optional.of(JPEG);
        }
        if (bytes.startsWith(0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (bytes.isAscii(0, "RIFF") && bytes.isAscii(8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }
}
