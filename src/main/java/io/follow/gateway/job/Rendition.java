package io.follow.gateway.job;

import io.follow.gateway.image.PictureOptions;

/**
 * A further size requested by a job.
 *
 * @param name       the name that the producer gave it; unique within the job
 * @param options    its width, height or both, and the options in which it differs from the processed image
 * @param storageKey where it is written in the target store, before its extension is adapted
 */
public record Rendition(String name, PictureOptions options, StorageKey storageKey) {}
