package io.follow.gateway.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Something of which each pipeline has one of its own, made when it is first asked for. Safe for use by several threads. */
public final class PerPipeline<T> {

    private final Function<String, T> factory;
    private final Map<String, T> made = new ConcurrentHashMap<>();

    /** @param factory makes the one of a pipeline from its name */
    public PerPipeline(Function<String, T> factory) {
        this.factory = factory;
    }

    /** The one of the pipeline with a name. */
    public T of(String pipeline) {
        // Without the lock of computeIfAbsent on the way that every job takes.
        T known = made.get(pipeline);
        return known == null ? made.computeIfAbsent(pipeline, factory) : known;
    }

    /** The one of the pipeline that a delivery belongs to. */
    public T of(Delivery delivery) {
        return of(PipelineNaming.of(delivery));
    }

    /** Those that were asked for so far. */
    public Collection<T> all() {
        return made.values();
    }
}
