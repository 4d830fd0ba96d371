package io.follow.gateway.routing.check;

import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.PipelineNaming;
import org.jspecify.annotations.Nullable;

/**
 * The stream and the group that a consumer of {@code valkey-streams} reads, whether its options name them or they follow
 * from its pipeline. Null is what only a start knows.
 */
record ConsumerNames(@Nullable String stream, @Nullable String group) {

    static ConsumerNames of(EndpointUse input, Metadata metadata, Surroundings surroundings) {
        String stream = input.value("stream", metadata);
        String group = input.value("group", metadata);
        String pipeline = input.value("pipeline", metadata);
        if (pipeline == null || !PipelineNaming.isName(pipeline)) {
            return new ConsumerNames(stream, group);
        }
        PipelineKeys keys = naming(surroundings).keysOf(pipeline);
        String subscription = input.value("subscription", metadata);
        return new ConsumerNames(
                stream != null ? stream : subscription == null ? keys.process() : keys.result(),
                group != null ? group : subscription == null ? keys.group() : subscription.replace(':', '-'));
    }

    /** The hash tags of a cluster change nothing about which names are equal. */
    private static PipelineNaming naming(Surroundings surroundings) {
        return new PipelineNaming(
                new PipelineKeys(
                        key(surroundings, "process"),
                        key(surroundings, "group"),
                        key(surroundings, "result"),
                        "",
                        "",
                        "",
                        ""),
                false);
    }

    private static String key(Surroundings surroundings, String name) {
        return String.valueOf(surroundings.property("gateway.keys." + name));
    }
}
