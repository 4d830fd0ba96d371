package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import java.util.Collection;
import java.util.Map;

/** Reads status hashes. */
@FunctionalInterface
interface StatusSource {

    /**
     * Reads the hashes of several images; images without a hash are missing from the result.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    Map<ImageId, Map<String, String>> read(Collection<ImageId> images) throws InterruptedException;
}
