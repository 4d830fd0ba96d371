package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.lettuce.core.StreamMessage;
import java.util.List;

/** Reads the result stream. Methods throw {@link io.lettuce.core.RedisException} if the server is unavailable. */
interface ResultReader {

    /** The maximum number of entries that {@link #after} returns. */
    int PAGE = 500;

    /** The id of the last entry, or the lowest id if there is none. */
    JobId last() throws InterruptedException;

    /** At most one page of the entries after an id, oldest first. */
    List<StreamMessage<String, String>> after(JobId id) throws InterruptedException;
}
