import java.util.List;
import java.util.Map;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/** Sends a job, follows it and reads its result: REDIS_URL=redis://localhost java -cp jedis.jar:… Jobs.java photo-1 raw/1.jpg photos/1.jpg */
class Jobs {

    public static void main(String[] args) throws Exception {
        String image = args[0];
        try (JedisPooled server = new JedisPooled(System.getenv().getOrDefault("REDIS_URL", "redis://localhost"))) {
            try {
                server.xgroupCreate("image:result", "web", StreamEntryID.XGROUP_LAST_ENTRY, true);
            } catch (JedisDataException e) {
                if (!e.getMessage().startsWith("BUSYGROUP")) throw e;
            }

            String job = server.xadd("image:process", Map.of("image_id", image, "source_key", args[1],
                    "storage_key", args[2], "expected_content_type", "image/jpeg"), XAddParams.xAddParams()).toString();
            for (String stage = ""; !List.of("done", "failed").contains(stage); Thread.sleep(100)) {
                Map<String, String> status = server.hgetAll("image:status:" + image); // of this job, or still of an older one
                if (job.equals(status.get("job_id")) && !stage.equals(status.get("stage"))) {
                    stage = status.get("stage");
                    System.out.println("stage " + stage);
                }
            }

            boolean found = false;
            StreamEntryID from = new StreamEntryID(0, 0);
            while (!found) { // first what this consumer has not acknowledged, then what is new
                var reply = server.xreadGroup("web", "me", XReadGroupParams.xReadGroupParams().block(1000), Map.of("image:result", from));
                for (StreamEntry entry : reply == null ? List.<StreamEntry>of() : reply.get(0).getValue()) {
                    Map<String, String> result = entry.getFields();
                    String first = result.getOrDefault("first_job_id", result.get("job_id"));
                    if (server.hsetnx("web:results", first, result.toString()) == 1) {
                        System.out.println(result.get("status") + " " + result.getOrDefault("storage_key", result.get("error_message")));
                    }
                    server.xack("image:result", "web", entry.getID());
                    found |= job.equals(result.get("job_id"));
                }
                from = StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY;
            }
        }
    }
}
