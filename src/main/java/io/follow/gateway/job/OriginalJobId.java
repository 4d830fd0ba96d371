package io.follow.gateway.job;

import java.util.Map;

/**
 * The first entry of a job that a gateway added again because the server had lost it. Readers of results tell by it that two
 * are of the same job.
 */
public final class OriginalJobId {

    /** The field of the entry, and of the result. */
    public static final String FIELD = "first_job_id";

    private OriginalJobId() {}

    /**
     * Copies the id of the first entry into a result.
     *
     * @param job the fields of the job; without the field, or with one that is no entry id, nothing is copied
     * @param result the fields of its result, changed
     */
    public static void copy(Map<String, String> job, Map<String, String> result) {
        String first = job.get(FIELD);
        if (first == null) {
            return;
        }
        try {
            result.put(FIELD, JobId.parse(first).toString());
        } catch (IllegalArgumentException e) {
            // Somebody else's field of that name means nothing here.
            result.remove(FIELD);
        }
    }
}
