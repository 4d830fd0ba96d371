package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the end of an entry is written, as its consumer says.
 *
 * @param pipeline the name of the pipeline that the entry belongs to, or null when its consumer names none
 * @param resultStream null when only the producer says
 * @param deadLetterStream null when only the producer says
 * @param retention how long results are kept; zero keeps all
 */
public record Destinations(
        @Nullable String pipeline,
        @Nullable String resultStream,
        @Nullable String deadLetterStream,
        Duration retention) {

    /** Nothing is said by the consumer. */
    public static final Destinations NONE = new Destinations(null, null, null, Duration.ZERO);
}
