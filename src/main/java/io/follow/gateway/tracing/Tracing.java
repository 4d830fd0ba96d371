package io.follow.gateway.tracing;

import java.io.Closeable;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces the routes if the settings enable it. Otherwise, the SDK is not loaded and no route is changed, so that
 * tracing costs nothing.
 */
public final class Tracing implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    private final TracingSettings settings;
    private @Nullable Closeable sdk;

    public Tracing(TracingSettings settings) {
        this.settings = settings;
    }

    /**
     * Prepares a context before its routes are added.
     *
     * @throws IllegalStateException with a message of one line if the settings are invalid
     */
    public synchronized void install(CamelContext camel) {
        if (settings.isOn() && sdk == null) {
            sdk = OpenTelemetrySdkStarter.start(camel, settings);
            LOG.info("jobs and requests are traced");
        }
    }

    /** Sends the remaining spans. */
    @Override
    public synchronized void close() throws IOException {
        if (sdk != null) {
            sdk.close();
            sdk = null;
        }
    }
}
