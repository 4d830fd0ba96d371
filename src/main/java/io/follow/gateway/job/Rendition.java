package io.follow.gateway.job;

import org.jspecify.annotations.Nullable;

/**
 * A further size requested by a job.
 *
 * @param name       the name that the producer gave it; unique within the job
 * @param width      the greatest width in pixels, 1 to {@link RenditionParser#MAX_WIDTH}; nothing is enlarged
 * @param format     {@code webp}, {@code jpeg} or {@code png}, or null for the format of the processed image
 * @param storageKey where it is written in the target store, before its extension is adapted
 */
public record Rendition(String name, int width, @Nullable String format, StorageKey storageKey) {}
