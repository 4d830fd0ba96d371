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
import io.follow.gateway.storage.StorePair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A rendition of a job with resolved options.
 *
 * @param name the name in the job
 * @param options the resolved options
 * @param key the key of the stored object, with the extension of the format
 */
record RenditionTarget(String name, OutputOptions options, StorageKey key) {

    /** The output format. */
    ImageFormat format() {
        return options.format();
    }

    /**
     * Resolves the renditions of a job.
     *
     * @param renditions the renditions of the job, or the default ones of its pipeline
     * @param wanted the options of the job
     * @throws JobException {@link ErrorCode#INVALID_JOB} if two objects of the job, including its source, are the same
     */
    static List<RenditionTarget> of(
            ImageJob job, List<Rendition> renditions, StorePair stores, PipelineOptions pipeline, PictureOptions wanted)
            throws JobException {
        if (renditions.isEmpty()) {
            return List.of();
        }
        ImageFormat mainFormat = pipeline.output(wanted).format();
        Set<StorageKey> keys = new HashSet<>(Set.of(job.storageKey().withExtension(mainFormat.extension())));
        List<RenditionTarget> targets = new ArrayList<>();
        for (Rendition rendition : renditions) {
            OutputOptions options = pipeline.output(rendition, wanted);
            ImageFormat format = options.format();
            if (new StorePair(stores.source(), stores.target(), format.extension())
                    .test(job.sourceKey(), rendition.storageKey())) {
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
