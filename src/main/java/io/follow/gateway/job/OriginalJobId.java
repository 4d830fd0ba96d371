package io.follow.gateway.job;

import java.util.Map;

/**
 * The first entry of a job that a gateway re-added because the server had lost it. Consumers of results use it to
 * recognize results of the same job.
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
            // A producer's own field of that name has no meaning here.
            result.remove(FIELD);
        }
    }
}
