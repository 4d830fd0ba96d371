package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;

/** Services of the Java engine for pixels of other engines. */
public final class JavaPictures {

    private JavaPictures() {}

    /** A picture of upright sRGB pixels. */
    public static Picture of(BufferedImage image) {
        return new JavaPicture(PixelLayout.normalise(image), Orientation.NORMAL, null);
    }

    /** The upright sRGB pixels of a picture of the Java engine, as RGB or ARGB integers. */
    public static BufferedImage pixels(Picture picture) throws ImageException {
        return PixelLayout.toIntegers(
                JavaPicture.of(picture, ImageError.ENCODE_FAILED).image());
    }

    /** The pixels converted from a profile to sRGB, as RGB integers. */
    public static BufferedImage toSrgb(BufferedImage image, ColourProfile profile) {
        return ColourConverter.toSrgb(PixelLayout.toIntegers(PixelLayout.normalise(image)), profile);
    }

    /** RGB or ARGB integers, turned or mirrored. */
    public static BufferedImage turned(BufferedImage image, Orientation orientation) {
        return Orienter.upright(image, orientation);
    }
}
