package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.read.OwnershipCheck;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.StoredObject;
import io.follow.gateway.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the processed image and its renditions to their store. Existing objects are replaced atomically. */
public final class Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Stores stores;
    private final StoreCircuitBreaker gate;
    private final OwnershipCheck ownershipCheck;

    public Store(Stores stores, StoreCircuitBreaker gate, OwnershipCheck ownershipCheck) {
        this.ownershipCheck = ownershipCheck;
        this.stores = stores;
        this.gate = gate;
    }

    /**
     * Writes to the keys of the job, with the extensions of the output formats. Stops the route if another worker has taken
     * over the job.
     *
     * @param store the store of the processed images
     */
    public void into(Exchange exchange, ImageWork work, String store) throws JobException {
        boolean stored = StageRunner.timed(work, "store", () -> {
            Delivery delivery = Delivery.required(exchange);
            boolean held = ownershipCheck.isStillHeld(delivery);
            if (held) {
                writeAll(work, stores.open(store), PipelineNaming.of(delivery));
            } else {
                LOG.info("{} has been taken over meanwhile, nothing is stored here", delivery);
            }
            return held;
        });
        if (!stored) {
            exchange.setRouteStop(true);
        }
    }

    /**
     * Writes the processed image last, so that its existence implies that of its renditions. If a write fails, new renditions
     * are removed again.
     */
    private void writeAll(ImageWork work, ImageStore store, String pipeline) throws JobException {
        List<StoredImage> written = new ArrayList<>();
        List<StorageKey> added = new ArrayList<>();
        boolean complete = false;
        try {
            for (RenditionTarget rendition : work.renditions()) {
                StorageKey key = rendition.key();
                boolean isNew = !store.exists(key);
                written.add(new StoredImage(
                        key,
                        write(
                                work,
                                pipeline,
                                store,
                                key,
                                work.results().encodedRenditions().get(written.size()))));
                if (isNew) {
                    added.add(key);
                }
            }
            EncodedImage main = work.encoded();
            StorageKey key = work.imageJob()
                    .storageKey()
                    .withExtension(main.options().format().extension());
            work.results().stored(new StoredImage(key, write(work, pipeline, store, key, main)), written);
            complete = true;
        } finally {
            if (!complete) {
                added.forEach(key -> remove(store, key));
            }
        }
    }

    private static void remove(ImageStore store, StorageKey key) {
        try {
            store.delete(key);
        } catch (JobException e) {
            LOG.warn("The rendition {} of a job that could not be stored stays: {}", key, e.getMessage());
        }
    }

    private StoredObject write(ImageWork work, String pipeline, ImageStore store, StorageKey key, EncodedImage encoded)
            throws JobException {
        long since = System.nanoTime();
        boolean success = false;
        try {
            StoredObject object =
                    store.write(key, encoded.bytes(), encoded.options().format().contentType());
            success = true;
            return object;
        } catch (JobException e) {
            gate.suspect(pipeline, store, e);
            throw e;
        } finally {
            work.listener().written(pipeline, System.nanoTime() - since, success);
        }
    }
}
