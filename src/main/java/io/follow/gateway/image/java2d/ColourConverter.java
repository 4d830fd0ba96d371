package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ColourProfile;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** Converts colours from an embedded profile to sRGB, keeping alpha. */
final class ColourConverter {

    private ColourConverter() {}

    /** Converts RGB or ARGB integers. A profile that the colour engine rejects is ignored. */
    static BufferedImage toSrgb(BufferedImage image, @Nullable ColourProfile profile) {
        if (profile == null) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] converted;
        try {
            ICC_Profile[] path = {
                ICC_Profile.getInstance(profile.toBytes()), ICC_Profile.getInstance(ColorSpace.CS_sRGB),
            };
            ColorConvertOp conversion = new ColorConvertOp(path, null);
            WritableRaster output = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
            conversion.filter(components(image, profile.components()), output);
            converted = ((DataBufferByte) output.getDataBuffer()).getData();
        } catch (CMMException | IllegalArgumentException e) {
            return image;
        }
        BufferedImage result = new BufferedImage(width, height, image.getType());
        int[] source = PixelLayout.ints(image);
        int[] target = PixelLayout.ints(result);
        for (int i = 0, c = 0; i < target.length; i++, c += 3) {
            target[i] = (source[i] & 0xFF000000)
                    | ((converted[c] & 0xFF) << 16)
                    | ((converted[c + 1] & 0xFF) << 8)
                    | (converted[c + 2] & 0xFF);
        }
        return result;
    }

    private static Raster components(BufferedImage image, int count) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), count, null);
        byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[] pixels = PixelLayout.ints(image);
        for (int i = 0, c = 0; i < pixels.length; i++, c += count) {
            int pixel = pixels[i];
            bytes[c] = (byte) (pixel >> 16);
            if (count == 3) {
                bytes[c + 1] = (byte) (pixel >> 8);
                bytes[c + 2] = (byte) pixel;
            }
        }
        return raster;
    }
}
