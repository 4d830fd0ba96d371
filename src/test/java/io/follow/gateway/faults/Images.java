package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.UUID;

/** Jobs whose image id says which fault they bring along. */
final class Images {

    private static final byte[] SMALL = TestImages.jpeg(TestImages.quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private Images() {}

    /** The raw image of every job that does not bring its own. */
    static byte[] small() {
        return SMALL.clone();
    }

    static Job plain() {
        return with(Fault.NONE, Place.DECODE);
    }

    static Job with(Fault fault, Place place) {
        String image = (fault + "." + place + ".").toLowerCase(Locale.ROOT) + UUID.randomUUID();
        return Job.jpeg()
                .with("image_id", image)
                .with("storage_key", "images/" + image + ".jpg")
                .with("source_key", "raw/" + image + ".jpg");
    }

    static Fault faultOf(String image) {
        return Fault.valueOf(part(image, 0));
    }

    static Place placeOf(String image) {
        return Place.valueOf(part(image, 1));
    }

    private static String part(String image, int number) {
        return image.split("\\.", 3)[number].toUpperCase(Locale.ROOT);
    }
}
