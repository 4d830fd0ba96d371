package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** A {@link BufferedImage} with its pending conversions. */
final class JavaPicture implements Picture {

    private final int width;
    private final int height;
    private final boolean alpha;
    private final Orientation orientation;
    private final @Nullable ColourProfile profile;
    // Volatile: created on a stage thread, used and closed on others.
    private volatile @Nullable BufferedImage image;

    JavaPicture(BufferedImage image, Orientation orientation, @Nullable ColourProfile profile) {
        this.image = image;
        this.orientation = orientation;
        this.profile = profile;
        this.alpha = image.getColorModel().hasAlpha();
        this.width = orientation.swapsAxes() ? image.getHeight() : image.getWidth();
        this.height = orientation.swapsAxes() ? image.getWidth() : image.getHeight();
    }

    /** Accepts only pictures of this engine that are still open. */
    static JavaPicture of(Picture picture, ImageError error) throws ImageException {
        if (picture instanceof JavaPicture own) {
            return own;
        }
        throw new ImageException(error, "the picture was made by another engine; expected one of the Java engine");
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean alpha() {
        return alpha;
    }

    BufferedImage image() {
        BufferedImage open = image;
        if (open == null) {
            throw new IllegalStateException("the picture is closed");
        }
        return open;
    }

    Orientation orientation() {
        return orientation;
    }

    /** The pending colour profile; null if the colours are sRGB. */
    @Nullable
    ColourProfile profile() {
        return profile;
    }

    @Override
    public BufferedImage averaged(Size size) {
        checkFinished();
        BufferedImage pixels = image();
        return AreaAverage.of((y, row) -> PixelLayout.readRow(pixels, y, row), new Size(width, height), alpha, size);
    }

    @Override
    public Picture with(PictureOperation operation) throws ImageException {
        return new JavaPicture(operation.apply(pixels()), Orientation.NORMAL, null);
    }

    @Override
    public BufferedImage pixels() {
        checkFinished();
        return PixelLayout.toIntegers(image());
    }

    private void checkFinished() {
        if (orientation != Orientation.NORMAL || profile != null) {
            throw new IllegalStateException("the picture is not upright sRGB; expected one that was resized");
        }
    }

    @Override
    public Picture share() {
        return new JavaPicture(image(), orientation, profile);
    }

    @Override
    public void close() {
        image = null;
    }
}
