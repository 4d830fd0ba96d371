package io.follow.gateway.testing;

import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import java.util.List;
import java.util.stream.Stream;

/** Pipelines that run without routes; the route of each has the id of its pipeline. */
public record FixedPipelines(List<Pipeline> running) implements Pipelines {

    /** The keys of the contract. */
    public static final PipelineKeys KEYS = new PipelineKeys(
            "image:process",
            "gateway-workers",
            "image:result",
            "image:process:dlq",
            "image:status:",
            "image:events",
            "image:upload:");

    /** The names of a single server. */
    public static final PipelineNaming NAMING = new PipelineNaming(KEYS, false);

    /** Pipelines with these names and a limit for their raw images. */
    public static FixedPipelines of(long maxFileSize, String... names) {
        return new FixedPipelines(Stream.of(names)
                .map(name -> new Pipeline(
                        name, name, NAMING.keysOf(name), "file:incoming", "file:processed", maxFileSize, false, true))
                .toList());
    }

    @Override
    public Pipeline ofStream(String stream) {
        return running.stream()
                .filter(each -> each.keys().process().equals(stream))
                .findFirst()
                .orElse(running.get(0));
    }

    @Override
    public PipelineKeys keysOf(String name) {
        return NAMING.keysOf(name);
    }
}
