package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.ReadObject;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.util.function.IntFunction;

/** Reads the raw image and checks its size, its magic bytes and its header, without decoding pixels. */
public final class ReadSource {

    private final Stores stores;
    private final StoreCircuitBreaker gate;
    private final long maxFileSize;
    private final ImageLimits limits;
    private final ReadableFormats formats;
    private final SourceBuffers buffers;
    private final HeaderProbe probe = new HeaderProbe();

    /** Reads every format. */
    public ReadSource(Stores stores, StoreCircuitBreaker gate, long maxFileSize, ImageLimits limits) {
        this(stores, gate, maxFileSize, limits, ReadableFormats.ALL, new SourceBuffers(1));
    }

    /** @param formats the accepted formats */
    public ReadSource(
            Stores stores,
            StoreCircuitBreaker gate,
            long maxFileSize,
            ImageLimits limits,
            ReadableFormats formats,
            SourceBuffers buffers) {
        this.stores = stores;
        this.gate = gate;
        this.maxFileSize = maxFileSize;
        this.limits = limits;
        this.formats = formats;
        this.buffers = buffers;
    }

    /**
     * Reads the object at the job's source key.
     *
     * @param store the store of the raw images
     */
    public void from(ImageWork work, String store) throws JobException {
        read(work, store, maxFileSize, limits);
    }

    /**
     * Like {@link #from}, with limits of the route.
     *
     * @param store the store of the raw images
     * @param maxFileSize the maximum size in bytes; a job can lower it
     * @param maxPixels the maximum number of pixels, width × height
     */
    public void within(ImageWork work, String store, long maxFileSize, long maxPixels) throws JobException {
        read(work, store, maxFileSize, limits.withMaxPixels(maxPixels));
    }

    private void read(ImageWork work, String store, long mostBytes, ImageLimits within) throws JobException {
        SourceImage source = StageRunner.timed(work, "read", () -> {
            ImageFormat declared = formats.ofContentType(work.imageJob().contentType())
                    .orElseThrow(() -> new JobException(
                            ErrorCode.UNSUPPORTED_FORMAT,
                            "content type " + work.imageJob().contentType() + " is not read here; expected one of "
                                    + String.join(", ", formats.contentTypes())));
            Bytes bytes = read(work, stores.open(store), mostBytes, arrays(declared));
            return new SourceImage(bytes, probe.probe(bytes, declared, within));
        });
        work.source(source, other -> read(other, store, mostBytes, within), buffers);
    }

    /** The formats whose decoders take the file in an array of another size. */
    private IntFunction<byte[]> arrays(ImageFormat format) {
        return format.needsNativeEngine() ? byte[]::new : buffers::take;
    }

    private Bytes read(ImageWork work, ImageStore store, long mostBytes, IntFunction<byte[]> arrays)
            throws JobException {
        try {
            ReadObject read =
                    store.read(work.imageJob().sourceKey(), work.imageJob().sizeLimit(mostBytes), arrays);
            return new Bytes(read.array(), read.size());
        } catch (JobException e) {
            gate.suspect(work.pipeline(), store, e);
            throw e;
        }
    }
}
