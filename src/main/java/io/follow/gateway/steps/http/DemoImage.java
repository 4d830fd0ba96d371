package io.follow.gateway.steps.http;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.Stores;
import java.util.Set;
import org.apache.camel.Exchange;

/** Returns a processed image for display. */
public final class DemoImage {

    /** Bytes; more than an image of the maximum width has in any format. */
    private static final long LIMIT = 256L << 20;

    /** The formats that the gateway writes; other objects of a store are not for browsers. */
    private static final Set<String> OUTPUT = Set.of("image/jpeg", "image/png", "image/webp", "image/avif");

    private final Stores stores;

    public DemoImage(Stores stores) {
        this.stores = stores;
    }

    /**
     * Returns the bytes of an image, with their type as {@code Content-Type}.
     *
     * @param store the store; objects that are not images in one of the written formats are not returned
     */
    public byte[] from(Exchange exchange, StorageKey key, String store) throws HttpProblem {
        byte[] bytes = read(key, store);
        ImageFormat format = ImageFormat.detect(bytes)
                .filter(found -> OUTPUT.contains(found.contentType()))
                .orElseThrow(() -> HttpProblem.notFound("found no JPEG, PNG, WebP or AVIF at " + key));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, format.contentType());
        return bytes;
    }

    private byte[] read(StorageKey key, String store) throws HttpProblem {
        try {
            return stores.open(store).read(key, LIMIT);
        } catch (JobException e) {
            String message = String.valueOf(e.getMessage());
            if (e.getCode() == ErrorCode.STORAGE_READ_FAILED) {
                throw HttpProblem.unavailable("STORE_UNAVAILABLE", message);
            }
            throw HttpProblem.notFound(message);
        }
    }
}
