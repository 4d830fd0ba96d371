package io.follow.gateway.pipeline;

import java.util.List;
import java.util.Optional;

/** The pipelines that run in this process. */
public interface Pipelines {

    /** All pipelines, {@value PipelineNaming#IMAGE} first, the others by name. */
    List<Pipeline> running();

    /** Those of which this process reads the jobs. */
    default List<Pipeline> reading() {
        return running().stream().filter(Pipeline::reads).toList();
    }

    /**
     * The pipeline that reads a stream; if no pipeline in this process reads it, one with the defaults of this process.
     */
    Pipeline ofStream(String stream);

    /**
     * The keys of a pipeline, which need not run in this process: those of its route, or those derived from its name.
     */
    PipelineKeys keysOf(String name);

    /** The pipeline with this name, if it runs in this process. */
    default Optional<Pipeline> find(String name) {
        return running().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether this process reads the jobs of the pipeline with this name. */
    default boolean isRead(String name) {
        return reading().stream().anyMatch(each -> each.name().equals(name));
    }
}
