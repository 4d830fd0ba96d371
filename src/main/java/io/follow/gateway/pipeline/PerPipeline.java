package io.follow.gateway.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One object per pipeline, created on first use. Thread-safe. */
public final class PerPipeline<T> {

    private final Function<String, T> factory;
    private final Map<String, T> made = new ConcurrentHashMap<>();

    /** @param factory creates the object of a pipeline from its name */
    public PerPipeline(Function<String, T> factory) {
        this.factory = factory;
    }

    /** Returns the object of the pipeline with this name. */
    public T of(String pipeline) {
        // Avoids the lock of computeIfAbsent in the hot path.
        T known = made.get(pipeline);
        return known == null ? made.computeIfAbsent(pipeline, factory) : known;
    }

    /** Returns the object of the pipeline to which a delivery belongs. */
    public T of(Delivery delivery) {
        return of(PipelineNaming.of(delivery));
    }

    /** Returns the objects created so far. */
    public Collection<T> all() {
        return made.values();
    }
}
