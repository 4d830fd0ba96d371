package io.follow.gateway.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the keys and of the channel of a pipeline.
 *
 * @param process the stream of jobs
 * @param group its consumer group
 * @param result the stream of results
 * @param deadLetter the stream of dead letters
 * @param status the key prefix of status hashes; the image id follows
 * @param events the channel of status events
 * @param upload the key prefix of upload guards; the image id follows
 */
public record PipelineKeys(
        String process, String group, String result, String deadLetter, String status, String events, String upload) {

    private static final Pattern HASH_TAG = Pattern.compile("\\{[^}]+}");

    /**
     * Returns the key prefix for subscribers of the results; in a cluster, it contains the hash tag of the results,
     * because one script accesses them together.
     */
    public String stem() {
        Matcher tag = HASH_TAG.matcher(result);
        int end = result.lastIndexOf(':');
        return tag.find() ? tag.group() : end < 1 ? result : result.substring(0, end);
    }

    /**
     * Returns these keys with the streams that a route names.
     *
     * @param otherResult null if it names none
     */
    public PipelineKeys withStreams(String otherProcess, @Nullable String otherResult) {
        return new PipelineKeys(
                otherProcess, group, otherResult == null ? result : otherResult, deadLetter, status, events, upload);
    }

    /**
     * Returns the keys that are derived from a name.
     *
     * @param tag the prefix of every key: the name, or the name as a hash tag
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
