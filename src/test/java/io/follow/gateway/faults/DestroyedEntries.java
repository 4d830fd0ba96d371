package io.follow.gateway.faults;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.ValkeyServer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The entries that a fault has destroyed before their jobs ended: they need no result. One thread destroys while another
 * adds, so both hold this object's lock: an entry that is added again after it was destroyed counts again.
 */
final class DestroyedEntries {

    /** Deletes what a FLUSHALL deletes, except for what the test counts: results, dead letters and statuses of ended jobs. */
    private static final String DESTROY =
            """
            local ids = {}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
              ids[#ids + 1] = entry[1]
              for i = 1, #entry[2], 2 do
                if entry[2][i] == 'image_id' then redis.call('DEL', 'image:status:' .. entry[2][i + 1]) end
              end
            end
            for _, key in ipairs(redis.call('KEYS', 'image:*')) do
              if key ~= KEYS[2] and key ~= KEYS[3] and string.sub(key, 1, 13) ~= 'image:status:' then
                redis.call('DEL', key)
              end
            end
            return table.concat(ids, ',')
            """;

    private final Set<String> entries = ConcurrentHashMap.newKeySet();

    /** Deletes the stream, its group and everything else of jobs that have not ended. */
    synchronized void destroy(ValkeyServer server) {
        String ids = server.command("EVAL", DESTROY, "3", JobClient.PROCESS, JobClient.RESULT, JobClient.DEAD_LETTERS);
        if (!ids.isEmpty()) {
            entries.addAll(Arrays.asList(ids.split(",")));
        }
    }

    /** Adds an entry with a command that returns its id. */
    synchronized String add(Supplier<String> command) {
        String id = command.get();
        entries.remove(id);
        return id;
    }

    boolean contains(String jobId) {
        return entries.contains(jobId);
    }
}
