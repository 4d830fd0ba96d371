package io.follow.gateway.storage;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.SameObject;
import io.follow.gateway.job.StorageKey;

/**
 * The stores that jobs read from and write to.
 *
 * @param source          where raw images are read
 * @param target          where processed images are written
 * @param outputExtension the extension of the output format, without a dot
 */
public record StorePair(ImageStore source, ImageStore target, String outputExtension) implements SameObject {

    /**
     * Whether the target, under the key of the job or under the one with the output format's extension, is the source.
     */
    @Override
    public boolean test(StorageKey sourceKey, StorageKey targetKey) throws JobException {
        return source.isSameObject(sourceKey, target, targetKey)
                || source.isSameObject(sourceKey, target, targetKey.withExtension(outputExtension));
    }
}
