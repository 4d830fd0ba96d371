package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.Iterator;
import java.util.List;

/** Turns the raw image into pixels, once the memory for them is there. */
public final class Decode {

    private static final int BYTES_PER_PIXEL = 4;
    private static final long MEBIBYTE = 1 << 20;

    private final List<ImageEngine> engines;
    private final MemoryBudget budget;
    private final StageRunner stageRunner;

    /** @param engines the fastest first; the first that accepts a file and can decode it takes it */
    public Decode(List<ImageEngine> engines, MemoryBudget budget, StageRunner stageRunner) {
        this.engines = List.copyOf(engines);
        this.budget = budget;
        this.stageRunner = stageRunner;
    }

    /**
     * Decodes the raw image.
     *
     * @param width the greatest width of the processed image, in pixels; renditions of the job may be wider. A decoder may
     *     deliver fewer pixels than the file holds as long as these are enough
     */
    public void forWidth(ImageWork work, int width) throws JobException {
        work.holdingNothingAfterFailure(() -> decode(work, width));
    }

    private void decode(ImageWork work, int width) throws JobException {
        work.dropPixels();
        work.restoreSource();
        int widest = work.renditions().stream().mapToInt(RenditionTarget::width).reduce(width, Math::max);
        Iterator<ImageEngine> able = enginesFor(work.source()).iterator();
        boolean decoded = false;
        while (!decoded) {
            try {
                decode(work, widest, able.next(), () -> forWidth(work, width));
                decoded = true;
            } catch (JobException e) {
                if (e.getCode() != ErrorCode.DECODE_FAILED || !able.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private void decode(ImageWork work, int width, ImageEngine engine, ImageWork.Part again) throws JobException {
        ImageWork.Source source = work.source();
        long needed = engine.decoder().bytesNeeded(source.header(), width) + bytesOfFurther(work, source.header());
        Lease lease = awaitMemory(work, needed);
        boolean decoded = false;
        try {
            Picture picture = stageRunner.run(work, "decode", ImageError.DECODE_FAILED, lease, () -> engine.decoder()
                    .decode(source.bytes(), source.header(), width));
            work.decoded(new ImageWork.Decoded(engine, new RenditionSet(picture, List.of()), lease), again);
            decoded = true;
        } finally {
            // Also for errors such as a thread that cannot be started.
            if (!decoded) {
                lease.close();
            }
        }
    }

    private Lease awaitMemory(ImageWork work, long needed) throws JobException {
        WorkerSlot.Wait wait = WorkerSlot.waitFor("waits for " + needed / MEBIBYTE + " MiB of memory");
        try {
            return StageRunner.timed(work, "wait", () -> budget.acquire(work.pipeline(), needed, work.timeLeft()));
        } finally {
            wait.close();
        }
    }

    /** The engine's own figure has one size made of the picture; a job may ask for more. */
    private static long bytesOfFurther(ImageWork work, ImageHeader header) {
        return work.renditions().stream()
                .mapToLong(rendition -> {
                    int width = Math.min(rendition.width(), header.orientedWidth());
                    return (long) BYTES_PER_PIXEL
                            * width
                            * Resizer.scaledHeight(header.orientedWidth(), header.orientedHeight(), width);
                })
                .sum();
    }

    private List<ImageEngine> enginesFor(ImageWork.Source source) throws JobException {
        try {
            return ImageEngine.able(engines, source.header());
        } catch (ImageException e) {
            throw JobFailure.of(e);
        }
    }
}
