package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.StoredObject;

/** A processed image or a rendition in its store. */
public record StoredImage(StorageKey key, StoredObject object) {}
