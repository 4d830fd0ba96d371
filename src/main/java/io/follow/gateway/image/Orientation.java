package io.follow.gateway.image;

/** The EXIF orientation, tag 0x0112: how the stored rows and columns have to be turned to be looked at. */
public enum Orientation {
    NORMAL,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    /** To be turned clockwise by a quarter. */
    ROTATED_90,
    TRANSVERSED,
    /** To be turned counter-clockwise by a quarter. */
    ROTATED_270;

    /** Finds an orientation by its EXIF number; anything but 1 to 8 is {@link #NORMAL}, as viewers treat it. */
    public static Orientation ofExif(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : NORMAL;
    }

    /** Whether width and height change places. */
    public boolean swapsAxes() {
        return switch (this) {
            case NORMAL, MIRRORED, ROTATED_180, FLIPPED -> false;
            case TRANSPOSED, ROTATED_90, TRANSVERSED, ROTATED_270 -> true;
        };
    }
}
