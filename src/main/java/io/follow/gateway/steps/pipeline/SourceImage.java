package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.ImageHeader;

/**
 * The raw image of a job.
 *
 * @param bytes the file; empty once the picture is encoded and while the job waits for a retry
 * @param size the size of the file in bytes
 */
public record SourceImage(Bytes bytes, int size, ImageHeader header) {

    private static final Bytes NONE = Bytes.of(new byte[0]);

    SourceImage(Bytes bytes, ImageHeader header) {
        this(bytes, bytes.length(), header);
    }

    SourceImage withoutBytes() {
        return new SourceImage(NONE, size, header);
    }
}
