package io.follow.gateway.welcome;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;

/**
 * A landscape as a camera held upright would store it: the pixels lie on their side and an EXIF orientation of 6 says so.
 * 3,200 by 2,400 pixels as stored.
 */
final class SamplePicture {

    private SamplePicture() {}

    /** The picture as a JPEG file. */
    static byte[] jpeg() throws IOException {
        return new ClassPathResource("sample.jpg", SamplePicture.class).getContentAsByteArray();
    }
}
