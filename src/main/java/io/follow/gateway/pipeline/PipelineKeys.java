package io.follow.gateway.pipeline;

/**
 * The names of the keys and of the channel of a pipeline.
 *
 * @param process the stream of jobs
 * @param group its consumer group
 * @param result the stream of results
 * @param deadLetter the stream of dead letters
 * @param status what stands before the image id in the key of a status hash
 * @param events the channel of status events
 * @param upload what stands before the image id in the key of an upload guard
 */
public record PipelineKeys(
        String process, String group, String result, String deadLetter, String status, String events, String upload) {

    /**
     * The keys that follow from a name.
     *
     * @param tag what every key begins with: the name, or the name as a hash tag
     */
    static PipelineKeys of(String name, String tag) {
        return new PipelineKeys(
                tag + ":process",
                name + "-workers",
                tag + ":result",
                tag + ":process:dlq",
                tag + ":status:",
                tag + ":events",
                tag + ":upload:");
    }
}
