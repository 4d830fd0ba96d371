package io.follow.gateway.image.java2d;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Converts by an ICC profile with Little CMS, which the JDK uses. */
final class ProfiledInks implements Inks {

    private static final int INKS = 4;
    private static final int FULL = 0xFF;

    private static final int VERSION_OFFSET = 8;
    private static final byte VERSION = 4;

    private final ColorConvertOp conversion;

    private ProfiledInks(ColorConvertOp conversion) {
        this.conversion = conversion;
    }

    /**
     * Prepares a conversion.
     *
     * @param profile overwritten
     * @return null if the colour engine rejects the profile
     */
    static @Nullable ProfiledInks of(byte[] profile) {
        try {
            ICC_Profile[] path = {source(profile), target()};
            ProfiledInks inks = new ProfiledInks(new ColorConvertOp(path, null));
            // The profile is read only when it is used.
            inks.toSrgb(new byte[INKS], new int[1]);
            return inks;
        } catch (CMMException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Declares the profile as that of a display. {@link ColorConvertOp} renders a printer's colours relative to the paper, and
     * those of all others perceptually; only then does Little CMS compensate the black point.
     */
    private static ICC_Profile source(byte[] profile) {
        ByteBuffer.wrap(profile).putInt(ICC_Profile.icHdrDeviceClass, ICC_Profile.icSigDisplayClass);
        return ICC_Profile.getInstance(profile);
    }

    /**
     * sRGB with black point compensation, as in print software. Little CMS compensates only for a target of version 4 ({@code
     * cmscnvrt.c}); the JDK's own sRGB profile has version 2, and there is no other way to request it.
     */
    private static ICC_Profile target() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        srgb[VERSION_OFFSET] = VERSION;
        return ICC_Profile.getInstance(srgb);
    }

    @Override
    public void toSrgb(byte[] inks, int[] pixels) {
        int width = pixels.length;
        WritableRaster input = Raster.createInterleavedRaster(
                new DataBufferByte(inks, inks.length), width, 1, INKS * width, INKS, new int[] {0, 1, 2, 3}, null);
        WritableRaster output = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
        conversion.filter(input, output);
        byte[] colours = ((DataBufferByte) output.getDataBuffer()).getData();
        for (int i = 0, c = 0; i < width; i++, c += 3) {
            pixels[i] = ((colours[c] & FULL) << 16) | ((colours[c + 1] & FULL) << 8) | (colours[c + 2] & FULL);
        }
    }
}
