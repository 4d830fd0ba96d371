package io.follow.gateway.steps;

import io.follow.gateway.component.streams.Delivery;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.StoredObject;
import io.follow.gateway.storage.Stores;
import org.apache.camel.Exchange;

/** Writes the processed image to its store, replacing what was there as a whole. */
public final class Store {

    private final Stores stores;

    public Store(Stores stores) {
        this.stores = stores;
    }

    /**
     * Writes to the job's storage key, with the extension of the output format.
     *
     * @param store where
     */
    public void into(Exchange exchange, ImageWork work, String store) throws JobException {
        long since = System.nanoTime();
        try {
            if (!Delivery.required(exchange).isHeld()) {
                throw new JobException(ErrorCode.PROCESS_FAILED, "another worker has taken the job over");
            }
            ImageWork.Encoded encoded = work.encoded();
            ImageFormat format = encoded.options().format();
            StorageKey key = work.job().storageKey().withExtension(format.extension());
            StoredObject object = stores.open(store).write(key, encoded.bytes(), format.contentType());
            work.stored(new ImageWork.Stored(key, object));
        } finally {
            work.times().add("store", since);
        }
    }
}
