package io.follow.gateway.pipeline;

import java.util.List;
import java.util.Optional;

/** The pipelines that run in this process. */
public interface Pipelines {

    /** All of them, {@value PipelineNaming#IMAGE} first, the others by name. */
    List<Pipeline> running();

    /** The one that reads a stream; for a stream that none reads here, one with the defaults of this process. */
    Pipeline ofStream(String stream);

    /** The keys of a pipeline, which need not run here: those of its route, or those that follow from its name. */
    PipelineKeys keysOf(String name);

    /** The one with a name, if it runs here. */
    default Optional<Pipeline> find(String name) {
        return running().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
