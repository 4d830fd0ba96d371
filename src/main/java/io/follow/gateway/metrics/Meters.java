package io.follow.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Registers meters with a common prefix and common histogram buckets. Thread-safe. */
public final class Meters {

    /** The prefix of each name; in Prometheus, with underscores. */
    public static final String PREFIX = "follow.gateway.";

    /** The label of meters that concern jobs. */
    static final String PIPELINE = "pipeline";

    /** The value of a tag that does not apply, in series that exist before, or without, any event. */
    static final String NONE = "none";

    private static final Duration[] TIMES = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final double[] BYTES = {1e3, 3e3, 1e4, 3e4, 1e5, 2.5e5, 5e5, 1e6, 2.5e6, 5e6, 1e7, 2.5e7, 5e7, 1e8};

    private static final double[] PIXELS = {1e4, 1e5, 2.5e5, 5e5, 1e6, 2e6, 4e6, 8e6, 1.2e7, 1.6e7, 2.4e7, 5e7, 1e8};

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a counter; in Prometheus, with the suffix {@code _total}. */
    public Counter counter(String name, String description, Tags tags) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** Registers a gauge of this process, whose value is determined at each scrape. */
    void gauge(String name, @Nullable String unit, String description, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /** Registers a gauge with a changing set of rows. */
    MultiGauge gauges(String name, @Nullable String unit, String description) {
        return MultiGauge.builder(PREFIX + name)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /** Registers a histogram of times from 5 ms to one minute. */
    public Timer timer(String name, String description, Tags tags) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .serviceLevelObjectives(TIMES)
                .tags(tags)
                .register(registry);
    }

    /** Registers a histogram of sizes from 1 kB to 100 MB. */
    DistributionSummary bytes(String name, String description, Tags tags) {
        return summary(name, "bytes", description, BYTES, tags);
    }

    /** Registers a histogram of 10,000 to 100 million pixels. */
    DistributionSummary pixels(String name, String description, Tags tags) {
        return summary(name, "pixels", description, PIXELS, tags);
    }

    private DistributionSummary summary(String name, String unit, String description, double[] buckets, Tags tags) {
        return DistributionSummary.builder(PREFIX + name)
                .baseUnit(unit)
                .description(description)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry);
    }
}
