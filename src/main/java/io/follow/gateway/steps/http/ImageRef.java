package io.follow.gateway.steps.http;

import io.follow.gateway.job.ImageId;

/**
 * A requested image.
 *
 * @param pipeline the name of its pipeline
 */
public record ImageRef(String pipeline, ImageId image) {}
