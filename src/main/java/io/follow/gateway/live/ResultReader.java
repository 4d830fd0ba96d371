package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.lettuce.core.StreamMessage;
import java.util.List;

/** Reads the stream of results. Methods throw {@link io.lettuce.core.RedisException} when the server cannot be reached. */
interface ResultReader {

    /** The most entries that {@link #after} returns. */
    int PAGE = 500;

    /** The id of the last entry; the lowest id when there is none. */
    JobId last() throws InterruptedException;

    /** At most a page of the entries after an id, the oldest first. */
    List<StreamMessage<String, String>> after(JobId id) throws InterruptedException;
}
