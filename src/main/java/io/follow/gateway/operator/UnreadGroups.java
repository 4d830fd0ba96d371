package io.follow.gateway.operator;

import io.follow.gateway.schedule.Scheduler;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for groups that webhooks have left behind: results are not trimmed past them. Each is a gauge, and a warning once
 * an hour. Used by one thread.
 */
public final class UnreadGroups {

    /** How often to look. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** The gauge, 1 for each such group. */
    static final String METRIC = "follow.gateway.groups.without.reader";

    private static final Logger LOG = LoggerFactory.getLogger(UnreadGroups.class);
    private static final Duration WARN_EVERY = Duration.ofHours(1);

    private final Supplier<List<String>> pipelines;
    private final Function<String, ConsumerGroups> groups;
    private final String prefix;
    private final MultiGauge gauge;
    private final Clock clock;
    private final Map<Unread, Instant> warned = new HashMap<>();

    private record Unread(String pipeline, String stream, String group) {

        MultiGauge.Row<?> row() {
            return MultiGauge.Row.of(Tags.of("pipeline", pipeline, "group", group), 1);
        }
    }

    /**
     * Looks at nothing yet.
     *
     * @param pipelines the names of those that are looked at
     * @param groups those of the results of a pipeline
     * @param prefix what the names of such groups begin with
     */
    public UnreadGroups(
            Supplier<List<String>> pipelines,
            Function<String, ConsumerGroups> groups,
            String prefix,
            MeterRegistry meters,
            Clock clock) {
        this.pipelines = pipelines;
        this.groups = groups;
        this.prefix = prefix;
        this.gauge = MultiGauge.builder(METRIC)
                .description("Consumer groups of webhooks that nobody reads, past which results are not trimmed")
                .register(meters);
        this.clock = clock;
    }

    /** One look at all pipelines; a {@link Scheduler} repeats it. */
    public void look() throws InterruptedException {
        List<Unread> found = new ArrayList<>();
        for (String pipeline : pipelines.get()) {
            try {
                found.addAll(unreadOf(pipeline));
            } catch (RedisException e) {
                // The outage itself is told by what reads the streams; what was found before still counts.
                LOG.debug("groups of {} without a reader are not known: {}", pipeline, String.valueOf(e.getMessage()));
                warned.keySet().stream()
                        .filter(before -> before.pipeline().equals(pipeline))
                        .forEach(found::add);
            }
        }
        gauge.register(found.stream().map(Unread::row).collect(Collectors.toList()), true);
        warned.keySet().retainAll(Set.copyOf(found));
        found.forEach(this::warn);
    }

    private List<Unread> unreadOf(String pipeline) throws InterruptedException {
        ConsumerGroups own = groups.apply(pipeline);
        return own.list().stream()
                .filter(group -> group.group().startsWith(prefix) && group.readers() == 0)
                .map(group -> new Unread(pipeline, own.stream(), group.group()))
                .toList();
    }

    private void warn(Unread unread) {
        Instant now = clock.instant();
        Instant last = warned.get(unread);
        if (last == null || !now.isBefore(last.plus(WARN_EVERY))) {
            warned.put(unread, now);
            LOG.warn(
                    "nobody reads the group {} of {}, so results are kept for it: run its webhook again, or delete it"
                            + " (groups delete {} --pipeline {})",
                    unread.group(),
                    unread.stream(),
                    unread.group(),
                    unread.pipeline());
        }
    }
}
