import java.util.List;
import java.util.Map;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/** Sends a job, follows it and reads results: REDIS_URL=redis://localhost java -cp 'lib/*' Jobs.java photo-1 raw/1.jpg photos/1.jpg */
class Jobs {

    static final JedisPooled server = new JedisPooled(System.getenv().getOrDefault("REDIS_URL", "redis://localhost"));

    public static void main(String[] args) {
        try {
            server.xgroupCreate("image:result", "web", StreamEntryID.XGROUP_LAST_ENTRY, true);
        } catch (JedisDataException e) {
            if (!e.getMessage().startsWith("BUSYGROUP")) throw e;
        }
        process(args[0], args[1], args[2]);
        server.close();
    }

    static void process(String image, String source, String target) {
        handleResults(new StreamEntryID(0, 0)); // those that this consumer has read, but not acknowledged
        String job = server.xadd("image:process", Map.of("image_id", image, "source_key", source, "storage_key", target,
                "expected_content_type", "image/jpeg"), XAddParams.xAddParams()).toString();
        for (Map<String, String> status = Map.of(); !job.equals(status.get("job_id")) || !List.of("done", "failed").contains(status.get("stage")); ) {
            status = server.hgetAll("image:status:" + image); // at first, it may be that of an older job
            System.out.println("stage " + status.get("stage"));
            handleResults(StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
        }
    }

    static void handleResults(StreamEntryID after) {
        var reply = server.xreadGroup("web", "me", XReadGroupParams.xReadGroupParams().block(100), Map.of("image:result", after));
        for (StreamEntry entry : reply == null ? List.<StreamEntry>of() : reply.get(0).getValue()) {
            Map<String, String> result = entry.getFields();
            if (server.hsetnx("web:results", result.getOrDefault("first_job_id", result.get("job_id")), result.toString()) == 1) {
                System.out.println(result.get("status") + " " + result.getOrDefault("storage_key", result.get("error_message")));
            }
            server.xack("image:result", "web", entry.getID());
        }
    }
}
