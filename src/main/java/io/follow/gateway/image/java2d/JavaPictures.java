package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;

/** What the Java engine does for pixels that another engine has. */
public final class JavaPictures {

    private JavaPictures() {}

    /** A picture of upright sRGB pixels. */
    public static Picture of(BufferedImage image) {
        return new JavaPicture(PixelLayout.normalise(image), Orientation.NORMAL, null);
    }

    /** The same pixels converted from a profile to sRGB, as integers of RGB. */
    public static BufferedImage toSrgb(BufferedImage image, ColourProfile profile) {
        return ColourConverter.toSrgb(PixelLayout.toIntegers(PixelLayout.normalise(image)), profile);
    }
}
