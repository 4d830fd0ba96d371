package io.follow.gateway.image;

/** The EXIF orientation, tag 0x0112: how the stored pixels must be rotated or mirrored for display. */
public enum Orientation {
    NORMAL,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    /** Must be rotated clockwise by 90 degrees. */
    ROTATED_90,
    TRANSVERSED,
    /** Must be rotated counter-clockwise by 90 degrees. */
    ROTATED_270;

    /** Finds an orientation by its EXIF number; anything but 1 to 8 is {@link #NORMAL}, as in viewers. */
    public static Orientation ofExif(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : NORMAL;
    }

    /** Whether width and height are swapped. */
    public boolean swapsAxes() {
        return switch (this) {
            case NORMAL, MIRRORED, ROTATED_180, FLIPPED -> false;
            case TRANSPOSED, ROTATED_90, TRANSVERSED, ROTATED_270 -> true;
        };
    }
}
