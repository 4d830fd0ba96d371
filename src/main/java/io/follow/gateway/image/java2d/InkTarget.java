package io.follow.gateway.image.java2d;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * The target to which a reader converts ink: sRGB with black point compensation, as in print software. Little CMS,
 * which the JDK uses, compensates only if the target profile has version 4 ({@code cmscnvrt.c}); the JDK's own sRGB
 * profile has version 2, and there is no other way to request compensation.
 */
final class InkTarget {

    private static final int MAJOR_VERSION_OFFSET = 8;
    private static final byte VERSION = 4;

    private final BufferedImage pixels;

    InkTarget(int width, int height) {
        this.pixels = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** Makes a reader write to this target, unless it interprets the four components as colour with alpha. */
    ImageReadParam paramFor(ImageReader reader) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        if (!reader.getImageTypes(0).next().getColorModel().hasAlpha()) {
            param.setDestination(new BufferedImage(colours(), pixels.getRaster(), false, null));
        }
        return param;
    }

    /** The picture without its profile. */
    BufferedImage pixelsOf(BufferedImage read) {
        return pixels.getRaster().getDataBuffer().equals(read.getRaster().getDataBuffer()) ? pixels : read;
    }

    private static ComponentColorModel colours() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        srgb[MAJOR_VERSION_OFFSET] = VERSION;
        return new ComponentColorModel(
                new ICC_ColorSpace(ICC_Profile.getInstance(srgb)),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
    }
}
