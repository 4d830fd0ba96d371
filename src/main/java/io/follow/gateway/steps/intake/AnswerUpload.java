package io.follow.gateway.steps.intake;

import io.follow.gateway.intake.UploadGuard;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.storage.Stores;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends an upload: responds that it was accepted, or removes what it has left behind. */
public final class AnswerUpload {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerUpload.class);

    private final Stores stores;
    private final PerPipeline<UploadGuard> guards;

    public AnswerUpload(Stores stores, PerPipeline<UploadGuard> guards) {
        this.stores = stores;
        this.guards = guards;
    }

    /** The body becomes {@code image_id} and {@code status}, with the status code 202. */
    public Map<String, String> accepted(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        if (upload == null) {
            throw new IllegalStateException("the step checkUpload must come before this one in the route");
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("image_id", upload.claims().imageId().value());
        body.put("status", "processing");
        return body;
    }

    /**
     * Removes the bytes and the guard of an upload that certainly did not become a job. The connection is closed after
     * the response, because the body may not have been read.
     */
    public void undo(Exchange exchange) throws InterruptedException {
        Upload upload = Upload.of(exchange);
        if (upload != null) {
            undo(upload, upload.source() == null ? null : upload.pipeline().source());
        }
    }

    /**
     * The same.
     *
     * @param store the store of the bytes
     */
    public void undo(Exchange exchange, String store) throws InterruptedException {
        Upload upload = Upload.of(exchange);
        if (upload != null) {
            undo(upload, store);
        }
    }

    private void undo(Upload upload, @Nullable String store) throws InterruptedException {
        upload.endConnection();
        StorageKey source = upload.source();
        if (source != null && store != null) {
            remove(source, store);
        }
        if (upload.isGuarded()) {
            guards.of(upload.pipeline().name()).release(upload.claims().imageId(), upload.requestId());
        }
    }

    private void remove(StorageKey source, String store) {
        try {
            stores.open(store).delete(source);
        } catch (JobException e) {
            LOG.warn("the bytes of a failed upload stay until they are swept: {}", String.valueOf(e.getMessage()));
        }
    }
}
