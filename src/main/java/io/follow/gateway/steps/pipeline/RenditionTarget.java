package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.PipelineOptions;
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
 * @param options what it is to be
 * @param key where, with the extension of the format
 */
record RenditionTarget(String name, OutputOptions options, StorageKey key) {

    /** What is written. */
    ImageFormat format() {
        return options.format();
    }

    /**
     * Makes the targets of a job's renditions, or of those of its pipeline where it has none.
     *
     * @param wanted what the job says of the processed image
     * @throws JobException {@link ErrorCode#INVALID_JOB} when two objects of the job, its source included, are one
     */
    static List<RenditionTarget> of(
            ImageJob job, ImageStore source, ImageStore target, PipelineOptions pipeline, PictureOptions wanted)
            throws JobException {
        List<Rendition> renditions =
                job.renditions().isEmpty() ? pipeline.renditionsOf(job.imageId()) : job.renditions();
        if (renditions.isEmpty()) {
            return List.of();
        }
        ImageFormat mainFormat = pipeline.output(wanted).format();
        Set<StorageKey> keys = new HashSet<>(Set.of(job.storageKey().withExtension(mainFormat.extension())));
        List<RenditionTarget> targets = new ArrayList<>();
        for (Rendition rendition : renditions) {
            OutputOptions options = pipeline.output(rendition, wanted);
            ImageFormat format = options.format();
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
            targets.add(new RenditionTarget(rendition.name(), options, key));
        }
        return List.copyOf(targets);
    }
}
