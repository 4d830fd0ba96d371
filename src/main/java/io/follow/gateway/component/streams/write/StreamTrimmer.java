package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes entries that are older than the retention by the server's clock, at most once a minute, and never an entry
 * that a consumer group has not acknowledged. Warns once an hour about a group that holds back older entries.
 */
public final class StreamTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTrimmer.class);
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long WARN_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

    private final ValkeyConnections connections;
    private final String stream;
    private final long retentionMillis;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    public StreamTrimmer(ValkeyConnections connections, String stream, long retentionMillis) {
        this.connections = connections;
        this.stream = stream;
        this.retentionMillis = retentionMillis;
    }

    /** Trims if due; sends the script and returns at once. */
    public void trimIfDue() {
        long now = System.nanoTime();
        long due = next.get();
        if (retentionMillis <= 0 || now - due < 0 || !next.compareAndSet(due, now + EVERY_NANOS)) {
            return;
        }
        Script.TRIM
                .run(connections.commands(), List.of(stream), List.of(Long.toString(retentionMillis)))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.debug("{} not trimmed: {}", stream, ServerFailure.describe(failure));
                    } else if (answer instanceof List<?> parts) {
                        warnOf(String.valueOf(parts.get(1)), now);
                    }
                });
    }

    private void warnOf(String group, long now) {
        long due = nextWarning.get();
        if (!group.isEmpty() && now - due >= 0 && nextWarning.compareAndSet(due, now + WARN_EVERY_NANOS)) {
            LOG.warn(
                    "{}: group {} has not acknowledged entries older than {} h; they are kept until it does",
                    stream,
                    group,
                    retentionMillis / 3_600_000);
        }
    }
}
