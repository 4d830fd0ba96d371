package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.WireTime;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the result of a job. Results are ordered by completion and have no index. */
final class ResultSearch {

    private static final int PAGES = 20;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(1);

    private final ResultReader results;

    ResultSearch(ResultReader results) {
        this.results = results;
    }

    /**
     * Searches for the result of a job that has ended: first from its expected position, then from the time when the
     * job was added. Gives up after some thousand entries.
     *
     * @param endedAt from the status hash
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    Optional<Map<String, String>> of(JobId job, String endedAt) throws InterruptedException {
        Optional<Instant> from = WireTime.parse(endedAt)
                .map(end -> end.minus(CLOCKS_DIFFER_BY))
                .filter(start -> start.isAfter(job.enteredAt()));
        if (from.isPresent()) {
            Optional<Map<String, String>> found = search(new JobId(from.get().toEpochMilli(), 0), job);
            if (found.isPresent()) {
                return found;
            }
        }
        return search(before(job), job);
    }

    /**
     * Each stream numbers its own entries: a job that ends in the millisecond of its start may have a result with the
     * same id.
     */
    private static JobId before(JobId job) {
        return new JobId(job.milliseconds() == 0 ? 0 : job.milliseconds() - 1, 0);
    }

    private Optional<Map<String, String>> search(JobId from, JobId job) throws InterruptedException {
        JobId position = from;
        for (int i = 0; i < PAGES; i++) {
            List<StreamMessage<String, String>> page = results.after(position);
            for (StreamMessage<String, String> entry : page) {
                if (job.toString().equals(entry.getBody().get("job_id"))) {
                    return Optional.of(entry.getBody());
                }
            }
            if (page.size() < ResultReader.PAGE) {
                return Optional.empty();
            }
            position = JobId.parse(page.get(page.size() - 1).getId());
        }
        return Optional.empty();
    }
}
