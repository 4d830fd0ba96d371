package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import java.util.Collection;
import java.util.Map;

/** Where status hashes are read. */
@FunctionalInterface
interface StatusSource {

    /**
     * Reads the hashes of several images; an image without one is missing from the answer.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    Map<ImageId, Map<String, String>> read(Collection<ImageId> images) throws InterruptedException;
}
