package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.Rendition;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StorePair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A further size of a job, with what the route adds to it.
 *
 * @param name what the producer calls it
 * @param width the greatest width in pixels
 * @param format what is written
 * @param key where, with the extension of the format
 */
record RenditionTarget(String name, int width, ImageFormat format, StorageKey key) {

    /**
     * Makes the targets of a job's renditions.
     *
     * @param mainFormat of the processed image, and of renditions that name none
     * @throws JobException {@link ErrorCode#INVALID_JOB} when two objects of the job, its source included, are one
     */
    static List<RenditionTarget> of(ImageJob job, ImageStore source, ImageStore target, ImageFormat mainFormat)
            throws JobException {
        if (job.renditions().isEmpty()) {
            return List.of();
        }
        Set<StorageKey> keys = new HashSet<>(Set.of(job.storageKey().withExtension(mainFormat.extension())));
        List<RenditionTarget> targets = new ArrayList<>();
        for (Rendition rendition : job.renditions()) {
            ImageFormat format = rendition.format() == null ? mainFormat : Encode.formatOf(rendition.format());
            if (new StorePair(source, target, format.extension()).test(job.sourceKey(), rendition.storageKey())) {
                throw new JobException(
                        ErrorCode.INVALID_JOB,
                        "the rendition " + rendition.name() + " would replace the source, expected a key of its own");
            }
            StorageKey key = rendition.storageKey().withExtension(format.extension());
            if (!keys.add(key)) {
                throw new JobException(
                        ErrorCode.INVALID_JOB,
                        "the rendition " + rendition.name() + " would replace another object of this job at " + key
                                + ", expected a key of its own");
            }
            targets.add(new RenditionTarget(rendition.name(), rendition.width(), format, key));
        }
        return List.copyOf(targets);
    }
}
