package io.follow.gateway.image;

import io.follow.gateway.image.heif.Brands;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The supported formats. */
public enum ImageFormat {
    /** JPEG allows 65,535 pixels per side; libjpeg, which writes it, supports slightly fewer. */
    JPEG("image/jpeg", 65_500, List.of("jpg", "jpeg", "jpe", "jfif")),
    PNG("image/png", Integer.MAX_VALUE, List.of("png")),
    /** WebP stores a side in 14 bits. */
    WEBP("image/webp", 16_383, List.of("webp")),
    /** AV1 allows 65,536 pixels per side; its highest level has fewer, and so have decoders. */
    AVIF("image/avif", 16_384, List.of("avif")),
    /** HEIF with HEVC. The types {@code image/heic} and {@code image/heif} both mean it. */
    HEIC("image/heic", 16_384, List.of("heic", "heif", "hif")),
    GIF("image/gif", 65_535, List.of("gif"));

    /** How many bytes at the start of a file {@link #detect} needs at most. */
    static final int BYTES_TO_DETECT = 512;

    private static final String HEIF = "image/heif";

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

    /** Whether pictures are written in this format; all are read. */
    public boolean isOutput() {
        return switch (this) {
            case JPEG, PNG, WEBP, AVIF -> true;
            case HEIC, GIF -> false;
        };
    }

    /** Whether only the native engine reads it. */
    public boolean needsNativeEngine() {
        return switch (this) {
            case AVIF, HEIC, GIF -> true;
            case JPEG, PNG, WEBP -> false;
        };
    }

    /** The name used in settings, options and metrics, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The formats in which pictures are written. */
    public static List<ImageFormat> outputs() {
        return List.of(WEBP, JPEG, PNG, AVIF);
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
        return wanted.equals(HEIF) ? Optional.of(HEIC) : Optional.empty();
    }

    /** The media types by which a format may be declared, the registered one first. */
    public List<String> contentTypes() {
        return this == HEIC ? List.of(contentType, HEIF) : List.of(contentType);
    }

    /**
     * Finds a format by the name used in settings, {@code jpeg}, {@code jpg}, {@code png}, {@code webp}, {@code avif},
     * {@code heic}, {@code heif} or {@code gif}, in any case.
     */
    public static Optional<ImageFormat> ofName(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "jpeg", "jpg" -> Optional.of(JPEG);
            case "png" -> Optional.of(PNG);
            case "webp" -> Optional.of(WEBP);
            case "avif" -> Optional.of(AVIF);
            case "heic", "heif" -> Optional.of(HEIC);
            case "gif" -> Optional.of(GIF);
            default -> Optional.empty();
        };
    }

    /**
     * Finds a format by its magic bytes, HEIC and AVIF by their brands.
     *
     * @param firstBytes the start of the file; at most the first {@link #BYTES_TO_DETECT} are used
     */
    public static Optional<ImageFormat> detect(byte[] firstBytes) {
        Bytes bytes = Bytes.of(firstBytes);
        if (bytes.startsWith(0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF)) {
            return Optional.of(JPEG);
        }
        if (bytes.startsWith(0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (bytes.isAscii(0, "RIFF") && bytes.isAscii(8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (bytes.isAscii(0, "GIF87a") || bytes.isAscii(0, "GIF89a")) {
            return Optional.of(GIF);
        }
        Brands.Family family = Brands.of(firstBytes);
        if (family == null) {
            return Optional.empty();
        }
        return Optional.of(family == Brands.Family.AVIF ? AVIF : HEIC);
    }
}
