package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.job.JobException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pixels that one {@link ImageWork} holds, and how to make them again. Branches of a route share pixels, which are
 * freed when the last branch has closed its own. Like the work, this belongs to one exchange.
 */
final class HeldPixels {

    private static final Logger LOG = LoggerFactory.getLogger(HeldPixels.class);

    private final @Nullable HeldPixels parent;

    /** Of branches that have ended, but whose work a later step continues. */
    private final List<HeldPixels> adopted = new ArrayList<>();

    private @Nullable DecodedPicture decoded;
    private @Nullable WorkStep again;
    private boolean ended;

    /** Those of the exchange that a consumer has created. */
    HeldPixels() {
        this.parent = null;
    }

    private HeldPixels(HeldPixels parent) {
        this.parent = parent;
    }

    /** The same pixels for a branch, which closes them by itself. */
    HeldPixels branch() {
        HeldPixels branch = new HeldPixels(this);
        branch.again = again;
        if (decoded != null) {
            try {
                branch.decoded = decoded.share();
            } catch (ImageException e) {
                LOG.debug("a branch decodes its picture again: {}", e.getMessage());
            }
        }
        return branch;
    }

    @Nullable
    DecodedPicture get() {
        return decoded;
    }

    /**
     * Takes pixels; {@code madeAgain} makes them once more after they were dropped. A route may continue with the work of a
     * branch that has ended, for instance after a multicast: the exchange that the branch was a copy of then frees them.
     */
    void take(DecodedPicture pixels, WorkStep madeAgain) {
        HeldPixels keeper = this;
        while (keeper.ended && keeper.parent != null) {
            keeper = keeper.parent;
        }
        if (keeper.ended) {
            pixels.close();
            throw new IllegalStateException("the exchange of this image has ended; expected a step within it");
        }
        if (keeper != this) {
            keeper.adopted.add(this);
        }
        decoded = pixels;
        again = madeAgain;
    }

    /**
     * Replaces the decoded picture by the sizes made of it; {@code madeAgain} makes them of the decoded picture.
     *
     * @param lease the memory that they are charged to
     */
    void resized(DecodedPicture whole, RenditionSet pictures, Lease lease, WorkStep madeAgain) {
        WorkStep decode = again;
        decoded = new DecodedPicture(whole.engine(), pictures, true, lease);
        again = work -> {
            if (decode != null) {
                decode.run(work);
            }
            madeAgain.run(work);
        };
        whole.pictures().close();
        if (!lease.equals(whole.lease())) {
            whole.lease().close();
        }
    }

    /** The bytes that the exchanges of which this is a branch hold. */
    long heldByOriginals() {
        long bytes = 0;
        for (HeldPixels each = parent; each != null; each = each.parent) {
            DecodedPicture held = each.decoded;
            bytes += held == null ? 0 : held.lease().bytes();
        }
        return bytes;
    }

    /**
     * Runs a step that decodes the picture for itself. Afterwards no pixels are held, and the next step that needs them
     * makes those from before the step again.
     */
    void runAside(ImageWork work, WorkStep step) throws JobException {
        WorkStep before = again;
        try {
            step.run(work);
        } finally {
            drop();
            again = before;
        }
    }

    /** Makes the pixels again, as far as they had come, if they were dropped. */
    void restore(ImageWork work) throws JobException {
        WorkStep toDo = again;
        if (toDo != null && decoded == null) {
            toDo.run(work);
        }
    }

    /** Gives pixels and their memory back, unless another branch holds them as well. */
    void drop() {
        DecodedPicture held = decoded;
        decoded = null;
        if (held != null) {
            held.close();
        }
    }

    /** Gives everything back when the exchange is done. */
    void end() {
        ended = true;
        drop();
        adopted.forEach(HeldPixels::drop);
        adopted.clear();
    }
}
