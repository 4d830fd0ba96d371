package io.follow.gateway.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One checked job of the stream.
 *
 * @param id          the entry's id
 * @param imageId     the producer's name for the image
 * @param storageKey  where the processed image is written in the target store, before its extension is adapted
 * @param sourceKey   where the raw image is read in the source store
 * @param contentType the declared type of the raw image, for example {@code image/jpeg}
 * @param maxFileSize the job's own limit for the raw image, in bytes; {@link Long#MAX_VALUE} if it has none
 * @param uploadToken the unverified token, or null
 * @param requestedAt when the producer created the job, or null
 * @param renditions  the further sizes requested, in their order
 */
public record ImageJob(
        JobId id,
        ImageId imageId,
        StorageKey storageKey,
        StorageKey sourceKey,
        String contentType,
        long maxFileSize,
        @Nullable UploadToken uploadToken,
        @Nullable Instant requestedAt,
        List<Rendition> renditions) {

    /** Keeps a copy of the list. */
    public ImageJob {
        renditions = List.copyOf(renditions);
    }

    /**
     * The effective size limit for the raw image.
     *
     * @param globalLimit bytes any raw image may have
     * @return the smaller of the job's limit and the global limit
     */
    public long sizeLimit(long globalLimit) {
        return Math.min(maxFileSize, globalLimit);
    }
}
