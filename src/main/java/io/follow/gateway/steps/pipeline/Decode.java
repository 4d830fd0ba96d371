package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.image.Box;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.Iterator;
import java.util.List;

/** Decodes the raw image as soon as the memory budget grants the pixels. */
public final class Decode {

    private static final long MEBIBYTE = 1 << 20;

    private final List<ImageEngine> engines;
    private final MemoryBudget budget;
    private final StageRunner stageRunner;

    /** @param engines the fastest first; the first one that can decode a file is used */
    public Decode(List<ImageEngine> engines, MemoryBudget budget, StageRunner stageRunner) {
        this.engines = List.copyOf(engines);
        this.budget = budget;
        this.stageRunner = stageRunner;
    }

    /** Decodes the raw image with enough pixels for the processed image and each rendition of the job. */
    public void picture(ImageWork work) throws JobException {
        decode(work, work.output());
    }

    /**
     * Decodes the raw image.
     *
     * @param width the maximum width of the processed image in pixels; renditions of the job may be wider. The decoder may
     *     scale the picture down to the largest size that is needed
     */
    public void forWidth(ImageWork work, int width) throws JobException {
        decode(work, work.output().in(Box.ofWidth(width)));
    }

    private void decode(ImageWork work, OutputOptions main) throws JobException {
        RetryableStep.run(work, own -> decodeWithAnyEngine(own, main));
    }

    private void decodeWithAnyEngine(ImageWork work, OutputOptions main) throws JobException {
        work.heldPixels().drop();
        work.heldSource().restore(work);
        DecodePlan plan = DecodePlan.of(work, main);
        Iterator<ImageEngine> able = enginesFor(work.source()).iterator();
        boolean decoded = false;
        while (!decoded) {
            try {
                decode(work, plan, able.next(), other -> decode(other, main));
                decoded = true;
            } catch (JobException e) {
                if (e.getCode() != ErrorCode.DECODE_FAILED || !able.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private void decode(ImageWork work, DecodePlan plan, ImageEngine engine, WorkStep again) throws JobException {
        SourceImage source = work.source();
        long needed = engine.decoder().bytesNeeded(source.header(), plan.width()) + plan.furtherBytes();
        Lease lease = awaitMemory(work, needed);
        boolean decoded = false;
        try {
            Picture picture = stageRunner.run(work, "decode", ImageError.DECODE_FAILED, lease, () -> engine.decoder()
                    .decode(source.bytes(), source.header(), plan.width()));
            work.decoded(new DecodedPicture(engine, new RenditionSet(picture, List.of()), false, lease), again);
            decoded = true;
        } finally {
            // Reached by errors as well, such as a thread that cannot be started.
            if (!decoded) {
                lease.close();
            }
        }
    }

    private Lease awaitMemory(ImageWork work, long needed) throws JobException {
        WorkerSlot.Wait wait = WorkerSlot.waitFor("waits for " + needed / MEBIBYTE + " MiB of memory");
        try {
            return StageRunner.timed(
                    work,
                    "wait",
                    () -> budget.acquire(
                            work.pipeline(),
                            needed,
                            work.heldPixels().heldByOriginals(),
                            work.time().left()));
        } finally {
            wait.close();
        }
    }

    private List<ImageEngine> enginesFor(SourceImage source) throws JobException {
        try {
            return ImageEngine.able(engines, source.header());
        } catch (ImageException e) {
            throw JobFailure.of(e);
        }
    }
}
