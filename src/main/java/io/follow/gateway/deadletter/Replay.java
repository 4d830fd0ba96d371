package io.follow.gateway.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * What became of the wish to replay a dead letter.
 *
 * @param letterId the dead letter
 * @param outcome whether it was moved, and if not, why
 * @param jobId the entry id of the new job; null when there is none
 */
public record Replay(String letterId, Outcome outcome, @Nullable String jobId) {

    /** What can become of it. */
    public enum Outcome {
        REPLAYED("moved back to the job stream"),
        GONE("no such dead letter; it was replayed or deleted, or never existed"),
        FOREIGN("its dlq_stream is not the job stream of this gateway"),
        UNKNOWN_ENTRY("its dlq_entry_id is not an entry id"),
        EMPTY("it contains no job fields"),
        TRUNCATED("it contains only the beginning of a job that was too large"),
        TOO_MANY_FIELDS("it contains more fields than can be moved in one step");

        private final String description;

        Outcome(String description) {
            this.description = description;
        }

        /** The outcome in words, for people. */
        public String description() {
            return description;
        }

        /** Whether the dead letter is still there because it cannot be replayed. */
        public boolean isRefusal() {
            return this != REPLAYED && this != GONE;
        }
    }
}
