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
        REPLAYED("moved back into the stream of jobs"),
        GONE("no such dead letter; it was replayed or deleted, or never there"),
        FOREIGN("its dlq_stream is not the stream of jobs of this gateway"),
        UNKNOWN_ENTRY("its dlq_entry_id is no entry id"),
        EMPTY("it holds no field of a job"),
        TRUNCATED("it holds only the first part of a job that was too large"),
        TOO_MANY_FIELDS("it holds more fields than can be moved in one step");

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
