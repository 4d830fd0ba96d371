package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageHeader;

/**
 * The raw image of a job.
 *
 * @param bytes the file; empty once the picture is encoded and while the job waits for a retry
 * @param size the size of the file in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SourceImage(byte[] bytes, int size, ImageHeader header) {

    SourceImage(byte[] bytes, ImageHeader header) {
        this(bytes, bytes.length, header);
    }

    SourceImage withoutBytes() {
        return new SourceImage(new byte[0], size, header);
    }
}
