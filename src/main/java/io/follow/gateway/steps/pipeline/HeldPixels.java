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
 * The pixels of one {@link ImageWork}, and the steps that restore them. The branches of a route share pixels, which are freed
 * when the last branch has released them. Confined to one exchange.
 */
final class HeldPixels {

    private static final Logger LOG = LoggerFactory.getLogger(HeldPixels.class);

    private final @Nullable HeldPixels parent;

    /** The pixels of ended branches whose work a later step continues. */
    private final List<HeldPixels> adopted = new ArrayList<>();

    private @Nullable DecodedPicture decoded;
    private @Nullable WorkStep again;
    private boolean ended;

    /** Creates the pixels of an exchange that a consumer has created. */
    HeldPixels() {
        this.parent = null;
    }

    private HeldPixels(HeldPixels parent) {
        this.parent = parent;
    }

    /** Shares the pixels with a branch, which releases them independently. */
    HeldPixels branch() {
        HeldPixels branch = new HeldPixels(this);
        branch.again = again;
        if (decoded != null) {
            try {
                branch.decoded = decoded.share();
            } catch (ImageException e) {
                LOG.debug("The pixels cannot be shared, so a branch decodes the picture again: {}", e.getMessage());
            }
        }
        return branch;
    }

    @Nullable
    DecodedPicture get() {
        return decoded;
    }

    /**
     * Takes pixels; {@code madeAgain} restores them after they were dropped. A route may continue with the work of a branch
     * that has ended, for example after a multicast: then the original exchange of the branch frees them.
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
     * Replaces the decoded picture by the resized pictures; {@code madeAgain} resizes the decoded picture once more.
     *
     * @param lease the memory to which the resized pictures are charged
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

    /** The bytes held by the exchanges from which this branch was copied. */
    long heldByOriginals() {
        long bytes = 0;
        for (HeldPixels each = parent; each != null; each = each.parent) {
            DecodedPicture held = each.decoded;
            bytes += held == null ? 0 : held.lease().bytes();
        }
        return bytes;
    }

    /**
     * Runs a step that decodes the picture for itself. Afterwards no pixels are held; the next step that needs them restores
     * those from before.
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

    /** The step that makes the current pixels again; null before {@code decode}. */
    @Nullable
    WorkStep recipe() {
        return again;
    }

    /** Goes back to the pixels of an earlier {@link #recipe()}; the next step that needs them restores them. */
    void resetTo(@Nullable WorkStep recipe) {
        if (again != recipe) {
            drop();
            again = recipe;
        }
    }

    /** Decodes and resizes the picture again if the pixels were dropped. */
    void restore(ImageWork work) throws JobException {
        WorkStep toDo = again;
        if (toDo != null && decoded == null) {
            toDo.run(work);
        }
    }

    /** Releases the pixels. Their memory is freed unless another branch holds them. */
    void drop() {
        DecodedPicture held = decoded;
        decoded = null;
        if (held != null) {
            held.close();
        }
    }

    /** Releases everything when the exchange is done. */
    void end() {
        ended = true;
        drop();
        adopted.forEach(HeldPixels::drop);
        adopted.clear();
    }
}
