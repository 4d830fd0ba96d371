package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.operation.Watermark;
import io.follow.gateway.image.operation.WatermarkImage;
import io.follow.gateway.image.operation.WatermarkStyle;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.util.List;
import java.util.function.LongSupplier;

/** Draws an image from a store onto the picture and its renditions. Precedes {@code decode} in a route. */
public final class DrawWatermark {

    private final Stores stores;
    private final StoreCircuitBreaker gate;
    private final List<ImageEngine> engines;
    private final MemoryBudget budget;
    private final StageRunner stageRunner;
    private final WatermarkCache marks;

    /** @param engines the fastest first */
    public DrawWatermark(
            Stores stores,
            StoreCircuitBreaker gate,
            List<ImageEngine> engines,
            MemoryBudget budget,
            StageRunner stageRunner) {
        this(stores, gate, engines, budget, stageRunner, System::nanoTime);
    }

    /** @param nanoTime the clock that determines the age of cached marks */
    DrawWatermark(
            Stores stores,
            StoreCircuitBreaker gate,
            List<ImageEngine> engines,
            MemoryBudget budget,
            StageRunner stageRunner,
            LongSupplier nanoTime) {
        this.stores = stores;
        this.gate = gate;
        this.engines = List.copyOf(engines);
        this.budget = budget;
        this.stageRunner = stageRunner;
        this.marks = new WatermarkCache(nanoTime);
    }

    /**
     * Draws the mark after the pictures are resized and cropped. A missing or invalid mark is treated like an unavailable
     * store: the job is retried, and the pipeline reads no other jobs until the mark can be used.
     *
     * @param store the store of the mark
     * @param key the key of the mark in this store
     * @param options {@code name=value} pairs separated by {@code &}: {@code position}, {@code x}, {@code y}, {@code opacity},
     *     {@code width} and {@code tile}, see {@link WatermarkStyle}
     */
    public void draw(ImageWork work, String store, String key, String options) throws JobException {
        WatermarkImage mark = StageRunner.timed(work, "watermark", () -> mark(work, objectOf(store, key)));
        work.add(new Watermark(mark, styleOf(options)));
    }

    private WatermarkObject objectOf(String store, String key) throws JobException {
        // The key comes from the route, so the rules for keys of jobs do not apply.
        StorageKey valid = StorageKey.ifValid(key)
                .orElseThrow(
                        () -> misconfigured("the key is no key of an object, expected one such as marks/logo.png"));
        return new WatermarkObject(engines, stores.open(store), valid);
    }

    private static WatermarkStyle styleOf(String options) throws JobException {
        try {
            return WatermarkOptions.parse(options);
        } catch (IllegalArgumentException e) {
            throw misconfigured(String.valueOf(e.getMessage()));
        }
    }

    /** Retried, because a corrected route may be loaded meanwhile. */
    private static JobException misconfigured(String message) {
        return new JobException(ErrorCode.PROCESS_FAILED, "the step watermark of this route: " + message);
    }

    private WatermarkImage mark(ImageWork work, WatermarkObject object) throws JobException, InterruptedException {
        try {
            return marks.get(object, file -> decode(work, object, file));
        } catch (JobException e) {
            // The probe would exceed the time limit as well.
            if (!(e.getCause() instanceof ImageException image && image.error() == ImageError.PROCESS_TIMEOUT)) {
                gate.suspect(work.pipeline(), object, e);
            }
            throw e;
        }
    }

    private WatermarkImage decode(ImageWork work, WatermarkObject object, WatermarkObject.File file)
            throws JobException, InterruptedException {
        long needed = object.bytesNeeded(file);
        try (Lease lease = budget.acquire(
                work.pipeline(),
                needed,
                work.heldPixels().heldByOriginals(),
                work.time().left())) {
            return stageRunner.runPart(work, ImageError.DECODE_FAILED, lease, () -> object.decode(file));
        } catch (ImageException e) {
            throw e.error().retryable() ? JobFailure.of(e) : object.unusable(e);
        }
    }
}
