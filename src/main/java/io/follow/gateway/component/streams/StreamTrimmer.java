package io.follow.gateway.component.streams;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes entries that are older than the retention, at most once a minute, and never one that some consumer group has not
 * acknowledged. A group that holds back more is named once an hour.
 */
final class StreamTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTrimmer.class);
    private static final long EVERY_MILLIS = 60_000;
    private static final long WARN_EVERY_MILLIS = 3_600_000;

    private final ValkeyConnections connections;
    private final String stream;
    private final long retentionMillis;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong nextWarning = new AtomicLong();

    StreamTrimmer(ValkeyConnections connections, String stream, long retentionMillis) {
        this.connections = connections;
        this.stream = stream;
        this.retentionMillis = retentionMillis;
    }

    /** Trims when it is due; sends the script and returns at once. */
    void trimIfDue() {
        long now = System.currentTimeMillis();
        long due = next.get();
        if (retentionMillis <= 0 || now < due || !next.compareAndSet(due, now + EVERY_MILLIS)) {
            return;
        }
        String oldest = Math.max(0, now - retentionMillis) + "-0";
        Script.TRIM
                .run(connections.commands(), List.of(stream), List.of(oldest))
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
        if (!group.isEmpty() && now >= due && nextWarning.compareAndSet(due, now + WARN_EVERY_MILLIS)) {
            LOG.warn(
                    "{}: group {} has not acknowledged entries older than {} h; they are kept until it does",
                    stream,
                    group,
                    retentionMillis / 3_600_000);
        }
    }
}
