package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows until a picture has loaded.
 *
 * @param thumbHash the ThumbHash in base64 (RFC 4648, section 4), 8 to 36 characters; see {@link ThumbHash}
 * @param dominantColour the mean of the most frequent colours, without those of transparent pixels; white if no pixel is
 *     visible. See {@link DominantColour}
 */
public record Placeholder(String thumbHash, Colour dominantColour) {

    private static final Size LARGEST = new Size(ThumbHash.LONGEST_SIDE, ThumbHash.LONGEST_SIDE);

    /**
     * Computes both from the means of the picture's areas, at most 100 by 100 of them.
     *
     * @param picture a finished picture: upright and sRGB, which a resize makes it
     * @param ground the colour that will be behind transparent pixels, or null if they stay transparent
     */
    public static Placeholder of(Picture picture, @Nullable Colour ground) throws ImageException {
        BufferedImage means = picture.averaged(Size.within(new Size(picture.width(), picture.height()), LARGEST));
        BufferedImage seen = ground == null ? means : new Flattening(ground).apply(means);
        int width = seen.getWidth();
        int height = seen.getHeight();
        int[] argb = seen.getRGB(0, 0, width, height, null, 0, width);
        return new Placeholder(
                Base64.getEncoder().encodeToString(ThumbHash.of(argb, width, height)), DominantColour.of(argb));
    }
}
