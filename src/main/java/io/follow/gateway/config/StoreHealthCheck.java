package io.follow.gateway.config;

import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.ImageStore;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Asks a store whether it can be used right now. */
final class StoreHealthCheck extends AbstractHealthCheck {

    /** What is asked of the store. */
    interface Probe {
        void check(ImageStore store) throws JobException;
    }

    private final ImageStore store;
    private final Probe probe;

    StoreHealthCheck(String id, ImageStore store, Probe probe) {
        super("gateway", id);
        this.store = store;
        this.probe = probe;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            probe.check(store);
            builder.up();
        } catch (JobException e) {
            builder.message(e.getMessage()).down();
        }
    }
}
