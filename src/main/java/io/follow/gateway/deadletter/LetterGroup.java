package io.follow.gateway.deadletter;

/**
 * Dead letters with the same reason.
 *
 * @param reason the field {@code dlq_reason}; empty for letters without one
 * @param count how many
 * @param first the id of the oldest
 * @param last the id of the newest
 * @param error what the newest says
 */
public record LetterGroup(String reason, long count, String first, String last, String error) {

    /** This group and what was found of it behind. */
    LetterGroup and(LetterGroup later) {
        return new LetterGroup(reason, count + later.count, first, later.last, later.error);
    }
}
