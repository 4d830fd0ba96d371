package io.follow.gateway.image.operation;

import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.java2d.JavaPictures;
import java.awt.image.BufferedImage;

/** Rotates a picture by right angles or mirrors it. Every pixel keeps its value. */
public record Turn(Orientation orientation) implements PictureOperation {

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        return JavaPictures.turned(pixels, orientation);
    }

    @Override
    public Size sizeOf(Size picture) {
        return orientation.swapsAxes() ? picture.turned() : picture;
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * picture.pixels();
    }
}
