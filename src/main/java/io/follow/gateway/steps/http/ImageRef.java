package io.follow.gateway.steps.http;

import io.follow.gateway.job.ImageId;

/**
 * An image that somebody asks for.
 *
 * @param pipeline the name of its pipeline
 */
public record ImageRef(String pipeline, ImageId image) {}
