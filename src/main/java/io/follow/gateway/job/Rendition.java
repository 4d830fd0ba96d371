package io.follow.gateway.job;

import io.follow.gateway.image.PictureOptions;

/**
 * A further size requested by a job.
 *
 * @param name       the name that the producer gave it; unique within the job
 * @param options    its own options, with a width, a height or both
 * @param storageKey where it is written in the target store, before its extension is adapted
 */
public record Rendition(String name, PictureOptions options, StorageKey storageKey) {}
