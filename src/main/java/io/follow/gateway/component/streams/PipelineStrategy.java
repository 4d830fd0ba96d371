package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.RequiredCommand;
import java.util.List;

/** Says what belongs to the pipelines that consumers name by their option {@code pipeline}. */
public interface PipelineStrategy {

    /**
     * What follows from the name of a pipeline.
     *
     * @throws IllegalArgumentException in one line when no pipeline may have that name
     */
    Names namesOf(String pipeline);

    /** What this user has to be allowed before an entry of a pipeline is read, beside what its consumer needs. */
    default List<RequiredCommand> requiredCommands(String pipeline) {
        return List.of();
    }

    /** The names that an endpoint takes where its options name none. */
    record Names(String stream, String group, String resultStream, String deadLetterStream) {}

    /** {@code NAME:process}, {@code NAME-workers}, {@code NAME:result} and {@code NAME:process:dlq}. */
    static Names plain(String pipeline) {
        return new Names(pipeline + ":process", pipeline + "-workers", pipeline + ":result", pipeline + ":process:dlq");
    }
}
