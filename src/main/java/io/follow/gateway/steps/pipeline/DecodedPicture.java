package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.RenditionSet;

/**
 * The pixels of a job.
 *
 * @param engine the engine that works on them
 * @param pictures the decoded picture alone, or the processed image with its renditions
 * @param resized whether the renditions are made
 * @param lease the memory to which they are charged
 */
record DecodedPicture(ImageEngine engine, RenditionSet pictures, boolean resized, Lease lease) {

    DecodedPicture share() throws ImageException {
        return new DecodedPicture(engine, pictures.share(), resized, lease.share());
    }

    void close() {
        pictures.close();
        lease.close();
    }
}
