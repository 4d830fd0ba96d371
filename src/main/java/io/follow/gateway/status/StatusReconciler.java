package io.follow.gateway.status;

import io.follow.gateway.component.streams.LuaScript;
import io.follow.gateway.component.streams.StateHash;
import io.follow.gateway.component.streams.ValkeyConnections;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import io.follow.gateway.job.WireTime;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends status hashes that stand in a middle stage although their job has ended, as after the stream was deleted or a
 * failover lost the last moments. It copies what the result stream says of the job; where that says nothing, the hash is
 * deleted. It never invents an end.
 */
public final class StatusReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReconciler.class);
    private static final LuaScript SCRIPT = LuaScript.beside(StatusReconciler.class, "reconcile.lua");
    private static final int PAGE = 500;

    private final ValkeyConnections connections;
    private final StatusHash hashes;
    private final Names names;
    private final Duration silence;
    private final Clock clock;

    /**
     * What things are called.
     *
     * @param process the stream of jobs
     * @param result the stream of results
     * @param status what stands before the image id in the key of a status hash
     */
    public record Names(String process, String result, String status) {}

    /** A hash in a middle stage. */
    private record Standing(String key, ImageId image, JobId job, String stage) {}

    /** @param silence a hash written later than this ago is left alone */
    public StatusReconciler(
            ValkeyConnections connections, StatusHash hashes, Names names, Duration silence, Clock clock) {
        this.connections = connections;
        this.hashes = hashes;
        this.names = names;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * Looks at every status hash once ({@code SCAN}); returns how many were mended or deleted.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public int reconcile() throws InterruptedException {
        int mended = 0;
        ScanArgs pattern = ScanArgs.Builder.matches(names.status() + "*").limit(PAGE);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            ScanCursor from = cursor;
            KeyScanCursor<String> page = connections.call(server -> server.scan(from, pattern));
            for (String key : page.getKeys()) {
                Optional<Standing> standing = standing(key);
                if (standing.isPresent() && mend(standing.get())) {
                    mended++;
                }
            }
            cursor = page;
        } while (!cursor.isFinished());
        if (mended > 0) {
            LOG.info("{} status hashes of jobs that have ended were mended", mended);
        }
        return mended;
    }

    private Optional<Standing> standing(String key) throws InterruptedException {
        String image = key.substring(names.status().length());
        if (!ImageId.isUsable(image)) {
            return Optional.empty();
        }
        List<KeyValue<String, String>> values = fieldsOf(key);
        String stage = values.get(0).getValueOrElse("");
        boolean isMiddle = List.of(Stage.values()).stream()
                .filter(known -> !known.isEnd() && known != Stage.QUEUED)
                .anyMatch(known -> known.wireName().equals(stage));
        boolean isSilent = WireTime.parse(values.get(2).getValueOrElse(""))
                .map(at -> at.isBefore(clock.instant().minus(silence)))
                .orElse(false);
        String job = values.get(1).getValueOrElse("");
        return isMiddle && isSilent && job.matches("\\d+-\\d+")
                ? Optional.of(new Standing(key, new ImageId(image), JobId.parse(job), stage))
                : Optional.empty();
    }

    /** Stage, job and time; none of them where the key is no hash, which the next job replaces. */
    private List<KeyValue<String, String>> fieldsOf(String key) throws InterruptedException {
        String[] names = {"stage", "job_id", "updated_at"};
        try {
            return connections.call(server -> server.hmget(key, names));
        } catch (RedisCommandExecutionException e) {
            if (!String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                throw e;
            }
            return Stream.of(names).map(KeyValue::<String, String>empty).toList();
        }
    }

    private boolean mend(Standing standing) throws InterruptedException {
        String id = standing.job().toString();
        List<StreamMessage<String, String>> entry =
                connections.call(server -> server.xrange(names.process(), Range.create(id, id)));
        if (!entry.isEmpty()) {
            return false;
        }
        // The entry left the stream together with its result: what is not there now will not come.
        List<String> arguments = new ArrayList<>(List.of(id, standing.stage()));
        Optional<StateHash> end = resultOf(id).map(result -> endOf(standing, result));
        arguments.addAll(List.of(
                end.map(hash -> Long.toString(hash.life().toMillis())).orElse("0"),
                end.map(StateHash::channel).orElse(""),
                end.map(StateHash::event).orElse("")));
        end.ifPresent(hash -> hash.fields().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        }));
        Object answer =
                connections.call(server -> SCRIPT.run(server, List.of(standing.key(), names.process()), arguments));
        return answer instanceof List<?> words && List.of("MENDED", "DELETED").contains(String.valueOf(words.get(0)));
    }

    private Optional<Map<String, String>> resultOf(String jobId) throws InterruptedException {
        String from = jobId;
        while (true) {
            Range<String> range = Range.from(Range.Boundary.excluding(from), Range.Boundary.unbounded());
            List<StreamMessage<String, String>> page =
                    connections.call(server -> server.xrange(names.result(), range, Limit.from(PAGE)));
            for (StreamMessage<String, String> message : page) {
                if (jobId.equals(message.getBody().get("job_id"))) {
                    return Optional.of(message.getBody());
                }
                from = message.getId();
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
        }
    }

    private StateHash endOf(Standing standing, Map<String, String> result) {
        String jobId = standing.job().toString();
        if ("processed".equals(result.get("status"))) {
            return hashes.at(standing.image(), jobId, Stage.DONE);
        }
        ErrorCode code = ErrorCode.valueOf(result.getOrDefault("error_code", ErrorCode.PROCESS_FAILED.name()));
        return hashes.failed(
                standing.image(), jobId, new JobException(code, result.getOrDefault("error_message", code.name())));
    }
}
