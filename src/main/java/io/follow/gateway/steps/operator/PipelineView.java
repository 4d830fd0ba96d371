package io.follow.gateway.steps.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.follow.gateway.pipeline.Pipeline;

/**
 * A pipeline as operators see it: without its stores, whose locations say more of the machine than they need.
 *
 * @param route the id of the route that reads its jobs
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PipelineView(
        String name,
        String route,
        String process,
        String group,
        String result,
        String deadLetters,
        long maxFileSize,
        boolean requireToken) {

    static PipelineView of(Pipeline pipeline) {
        return new PipelineView(
                pipeline.name(),
                pipeline.routeId(),
                pipeline.keys().process(),
                pipeline.keys().group(),
                pipeline.keys().result(),
                pipeline.keys().deadLetter(),
                pipeline.maxFileSize(),
                pipeline.requireToken());
    }
}
