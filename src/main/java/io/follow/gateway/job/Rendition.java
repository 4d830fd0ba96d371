package io.follow.gateway.job;

import io.follow.gateway.image.PictureOptions;

/**
 * A further size that a job asks for.
 *
 * @param name       what the producer calls it; unique within the job
 * @param options    what it is to be: its width, its height or both, and what is not as with the processed image
 * @param storageKey where it is written in the target store, before its extension is adapted
 */
public record Rendition(String name, PictureOptions options, StorageKey storageKey) {}
