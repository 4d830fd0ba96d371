package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The streams to which an entry is settled, as set by its consumer.
 *
 * @param pipeline the name of the pipeline to which the entry belongs, or null if its consumer names none
 * @param resultStream null if only the producer sets it
 * @param deadLetterStream null if only the producer sets it
 * @param retention how long results are retained; zero retains all
 */
public record Destinations(
        @Nullable String pipeline,
        @Nullable String resultStream,
        @Nullable String deadLetterStream,
        Duration retention) {

    /** The consumer sets no streams. */
    public static final Destinations NONE = new Destinations(null, null, null, Duration.ZERO);
}
