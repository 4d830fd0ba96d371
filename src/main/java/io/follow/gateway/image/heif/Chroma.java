package io.follow.gateway.image.heif;

/** The chroma subsampling. */
public enum Chroma {
    /** Luma only. */
    NONE,
    HALVED_BOTH,
    HALVED_WIDTH,
    FULL;

    /** By {@code chroma_format_idc} of HEVC, 0 to 3. */
    static Chroma ofHevc(int format) {
        return switch (format) {
            case 0 -> NONE;
            case 1 -> HALVED_BOTH;
            case 2 -> HALVED_WIDTH;
            default -> FULL;
        };
    }
}
