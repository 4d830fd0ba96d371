package io.follow.gateway.storage;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.SameObject;
import io.follow.gateway.job.StorageKey;

/**
 * The source and target store of a job.
 *
 * @param source          where raw images are read
 * @param target          where processed images are written
 * @param outputExtension the extension of the output format, without a dot
 */
public record StorePair(ImageStore source, ImageStore target, String outputExtension) implements SameObject {

    /** Whether the target, with the key of the job or with the extension of the output format, is the source. */
    @Override
    public boolean test(StorageKey sourceKey, StorageKey targetKey) throws JobException {
        return source.isSameObject(sourceKey, target, targetKey)
                || source.isSameObject(sourceKey, target, targetKey.withExtension(outputExtension));
    }
}
