package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;

/** Makes pictures of the Java engine from pixels that another engine has. */
public final class JavaPictures {

    private JavaPictures() {}

    /** A picture of upright sRGB pixels. */
    public static Picture of(BufferedImage image) {
        return new JavaPicture(PixelLayout.normalise(image), Orientation.NORMAL, null);
    }
}
