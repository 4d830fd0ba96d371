package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import net.coobird.thumbnailator.makers.FixedSizeThumbnailMaker;

/** Scales the picture with Thumbnailator and {@link LanczosResizer}, then applies colour conversion and orientation. */
final class JavaResizer implements Resizer {

    @Override
    public Picture resize(Picture picture, Size size) throws ImageException {
        JavaPicture source = JavaPicture.of(picture, ImageError.PROCESS_FAILED);
        boolean swap = source.orientation().swapsAxes();
        BufferedImage small =
                scale(source.image(), swap ? size.height() : size.width(), swap ? size.width() : size.height());
        BufferedImage converted = ColourConverter.toSrgb(PixelLayout.toIntegers(small), source.profile());
        return new JavaPicture(Orienter.upright(converted, source.orientation()), Orientation.NORMAL, null);
    }

    private static BufferedImage scale(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        return new FixedSizeThumbnailMaker(width, height, false, false)
                .imageType(type)
                .resizer(new LanczosResizer())
                .make(image);
    }
}
