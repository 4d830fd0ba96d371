package io.follow.gateway.steps;

import io.follow.gateway.component.streams.Delivery;
import io.follow.gateway.component.streams.HoldCheck;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StoreGate;
import io.follow.gateway.storage.StoredObject;
import io.follow.gateway.storage.Stores;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the processed image to its store, replacing what was there as a whole. */
public final class Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Stores stores;
    private final StoreGate gate;
    private final HoldCheck holdCheck;

    public Store(Stores stores, StoreGate gate, HoldCheck holdCheck) {
        this.holdCheck = holdCheck;
        this.stores = stores;
        this.gate = gate;
    }

    /**
     * Writes to the job's storage key, with the extension of the output format. Stops the route when another worker has
     * taken the job over.
     *
     * @param store where
     */
    public void into(Exchange exchange, ImageWork work, String store) throws JobException {
        long since = System.nanoTime();
        try {
            Delivery delivery = Delivery.required(exchange);
            if (!holdCheck.isStillHeld(delivery)) {
                LOG.info("{} has been taken over meanwhile, nothing is stored here", delivery);
                exchange.setRouteStop(true);
                return;
            }
            ImageWork.Encoded encoded = work.encoded();
            ImageFormat format = encoded.options().format();
            StorageKey key = work.job().storageKey().withExtension(format.extension());
            work.stored(new ImageWork.Stored(key, write(stores.open(store), key, encoded)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException(ErrorCode.PROCESS_FAILED, "the gateway is stopping", e);
        } finally {
            work.times().add("store", since);
        }
    }

    private StoredObject write(ImageStore store, StorageKey key, ImageWork.Encoded encoded) throws JobException {
        try {
            return store.write(key, encoded.bytes(), encoded.options().format().contentType());
        } catch (JobException e) {
            gate.suspect(store, e);
            throw e;
        }
    }
}
