package io.follow.gateway.token;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PipelineNaming;
import java.time.Instant;

/**
 * What a verified upload token allows.
 *
 * @param imageId     the image
 * @param storageKey  where the processed image is written
 * @param contentType the required type of the raw image; not yet checked for support
 * @param maxFileSize maximum size of the raw image in bytes, at least 1
 * @param issuedAt    when the token was issued, in whole seconds
 * @param expiresAt   when it expires, in whole seconds
 * @param pipeline    the only pipeline it is valid for
 */
public record UploadClaims(
        ImageId imageId,
        StorageKey storageKey,
        String contentType,
        long maxFileSize,
        Instant issuedAt,
        Instant expiresAt,
        String pipeline) {

    /** Claims for the pipeline {@code image}. */
    public UploadClaims(
            ImageId imageId,
            StorageKey storageKey,
            String contentType,
            long maxFileSize,
            Instant issuedAt,
            Instant expiresAt) {
        this(imageId, storageKey, contentType, maxFileSize, issuedAt, expiresAt, PipelineNaming.IMAGE);
    }
}
