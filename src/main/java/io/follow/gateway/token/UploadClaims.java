package io.follow.gateway.token;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PipelineNaming;
import java.time.Instant;

/**
 * What a verified upload token allows.
 *
 * @param imageId     the image
 * @param storageKey  where its processed form is written
 * @param contentType the type its raw form has to have; not yet compared with what can be processed
 * @param maxFileSize bytes the raw form may have, at least 1
 * @param issuedAt    when the token was made, in whole seconds
 * @param expiresAt   when it ends, in whole seconds
 * @param pipeline    the one pipeline it is good for
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
