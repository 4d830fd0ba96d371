package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;

/**
 * The placeholder of a redaction whose regions are not known yet. Always fails, so that a route that continues after a failed
 * {@link Redact} creates no picture.
 */
final class PendingRedaction implements PictureOperation {

    @Override
    public BufferedImage apply(BufferedImage pixels) throws ImageException {
        throw new ImageException(
                ImageError.PROCESS_FAILED,
                "the regions to redact are not known; expected the step redact to succeed before");
    }

    @Override
    public long bytesNeeded(Size picture) {
        return 0;
    }
}
