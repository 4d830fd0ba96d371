package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.UUID;

/** Jobs whose image id names a fault and where to inject it. */
final class FaultyJobs {

    private static final byte[] SMALL = TestImages.jpeg(TestImages.quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private FaultyJobs() {}

    /** The default raw image. */
    static byte[] small() {
        return SMALL.clone();
    }

    static Job plain() {
        return with(JobFault.NONE, InjectionPoint.DECODE);
    }

    static Job with(JobFault fault, InjectionPoint point) {
        String image = (fault + "." + point + ".").toLowerCase(Locale.ROOT) + UUID.randomUUID();
        return Job.jpeg()
                .with("image_id", image)
                .with("storage_key", "images/" + image + ".jpg")
                .with("source_key", "raw/" + image + ".jpg");
    }

    static JobFault faultOf(String image) {
        return JobFault.valueOf(part(image, 0));
    }

    static InjectionPoint injectionPointOf(String image) {
        return InjectionPoint.valueOf(part(image, 1));
    }

    private static String part(String image, int number) {
        return image.split("\\.", 3)[number].toUpperCase(Locale.ROOT);
    }
}
