package io.follow.gateway.job;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The id of an entry of a stream, {@code milliseconds-sequence}, which is the id of the job.
 *
 * @param milliseconds since 1970, unsigned 64 bits: the time when the entry was added, unless its producer chose the id
 * @param sequence     counts entries of one millisecond, unsigned 64 bits
 */
public record JobId(long milliseconds, long sequence) implements Comparable<JobId> {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{1,20}-[0-9]{1,20}");

    /**
     * Reads an entry id as the server writes it.
     *
     * @param entryId for instance {@code 1771927200000-0}
     * @return the parsed id
     * @throws IllegalArgumentException when the text is no complete entry id
     */
    public static JobId parse(String entryId) {
        int dash = entryId.indexOf('-');
        if (FORMAT.matcher(entryId).matches()) {
            try {
                return new JobId(
                        Long.parseUnsignedLong(entryId, 0, dash, 10),
                        Long.parseUnsignedLong(entryId, dash + 1, entryId.length(), 10));
            } catch (NumberFormatException tooLarge) {
                throw new IllegalArgumentException(malformed(entryId), tooLarge);
            }
        }
        throw new IllegalArgumentException(malformed(entryId));
    }

    /**
     * The time when the entry was added to the stream.
     *
     * @return the id's time; {@link Instant#MAX} for ids past what a signed 64-bit clock can say
     */
    public Instant enteredAt() {
        return milliseconds < 0 ? Instant.MAX : Instant.ofEpochMilli(milliseconds);
    }

    /** Orders ids as the stream does. */
    @Override
    public int compareTo(JobId other) {
        int byTime = Long.compareUnsigned(milliseconds, other.milliseconds);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    /** The id as the server writes it. */
    @Override
    public String toString() {
        return Long.toUnsignedString(milliseconds) + "-" + Long.toUnsignedString(sequence);
    }

    private static String malformed(String entryId) {
        return "\"" + OneLine.of(entryId) + "\" is not an entry id, expected milliseconds-sequence";
    }
}
