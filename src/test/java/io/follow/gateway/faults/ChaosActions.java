package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.FileDescriptorLimit;
import io.follow.gateway.testing.ValkeyServer;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Injects and removes each fault of a chaos run. Used by one thread. */
final class ChaosActions {

    private static final List<String> COMMANDS_OF_A_SETTLE =
            List.of("xadd", "xack", "xdel", "hset", "pexpire", "publish", "evalsha", "xreadgroup", "xpending");

    private static final long SLOW_BYTES_PER_SECOND = 100_000;

    private static final String RESULTS_AWAY = "away:" + JobClient.RESULT;

    /** Only a job that has not ended overwrites its status. */
    private static final String SPOIL_UNLESS_ENDED =
            """
            if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 1 then
              redis.call('SET', KEYS[2], 'no hash')
            end
            """;

    private static final String SPOIL_RESULTS =
            """
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end
            redis.call('SET', KEYS[1], 'no stream')
            """;

    private static final String RESTORE_RESULTS =
            """
            redis.call('DEL', KEYS[1])
            if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('RENAME', KEYS[2], KEYS[1]) end
            """;

    private static final String DELETE_A_CONSUMER =
            """
            if redis.call('EXISTS', KEYS[1]) == 0 then return end
            for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
              local consumers = redis.call('XINFO', 'CONSUMERS', KEYS[1], group[2])
              if #consumers > 0 then
                local chosen = consumers[1 + math.floor(tonumber(ARGV[1]) * #consumers)]
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], group[2], chosen[2])
              end
            end
            """;

    private final FaultEnvironment environment;
    private final Supplier<SubmittedJob> latest;
    private final DestroyedEntries destroyedEntries;
    private final Set<Worker> down = new HashSet<>();
    private final Set<ChaosSchedule.Step> leftOut = new HashSet<>();
    private final Map<ChaosFault, Integer> done = new EnumMap<>(ChaosFault.class);
    private @Nullable SlowDataLoad load;

    ChaosActions(FaultEnvironment environment, Supplier<SubmittedJob> latest, DestroyedEntries destroyedEntries) {
        this.environment = environment;
        this.latest = latest;
        this.destroyedEntries = destroyedEntries;
    }

    /** The workers that must stay down for now. */
    Set<Worker> down() {
        return Set.copyOf(down);
    }

    /** How often each fault was injected. */
    Map<ChaosFault, Integer> done() {
        return Collections.unmodifiableMap(done);
    }

    /**
     * Skips a fault for a worker that is still starting, which takes minutes on a busy machine, and a fault that this
     * machine lacks the program for.
     */
    void start(ChaosSchedule.Step step) {
        Worker worker = environment.workers().get(step.worker());
        boolean possible = step.fault() != ChaosFault.TAKE_DESCRIPTORS || FileDescriptorLimit.canBeTaken();
        if (!possible || step.fault().target() == ChaosTarget.WORKER && !worker.hasStarted()) {
            leftOut.add(step);
        } else {
            done.merge(step.fault(), 1, Integer::sum);
            start(step, worker, environment.countFault().server());
        }
    }

    private void start(ChaosSchedule.Step step, Worker worker, ValkeyServer server) {
        switch (step.fault()) {
            case KILL_WORKER -> {
                down.add(worker);
                worker.process().kill();
            }
            case STOP_WORKER -> pause(worker);
            case DEPLOY_WORKER -> {
                down.add(worker);
                worker.process().process().destroy();
            }
            case TAKE_DESCRIPTORS -> FileDescriptorLimit.limit(worker.process().process(), 1);
            case CUT -> worker.proxy().cut();
            case STALL -> worker.proxy().stall();
            case DROP_REPLIES -> worker.proxy().dropReplies();
            case SWALLOW_REPLIES -> worker.proxy().swallowReplies();
            case GARBLE_REPLIES -> worker.proxy().garbleReplies();
            case SLOW_LINK -> worker.proxy().limit(SLOW_BYTES_PER_SECOND);
            case KILL_SERVER -> server.kill();
            case STOP_SERVER -> server.pause();
            case FILL_SERVER -> server.command("CONFIG", "SET", "maxmemory", "1");
            case MAKE_READ_ONLY -> server.command("REPLICAOF", "127.0.0.1", "1");
            case FORBID_COMMAND -> server.command("ACL", "SETUSER", TestDirectories.USER, "-" + commandOf(step));
            case LOAD_SERVER ->
                load = SlowDataLoad.begin(
                        server, environment.jobClient(), Duration.ofMillis(step.endMillis() - step.startMillis()));
            case SPOIL_RESULTS -> server.command("EVAL", SPOIL_RESULTS, "2", JobClient.RESULT, RESULTS_AWAY);
            case SPOIL_STATUS -> {
                SubmittedJob job = latest.get();
                server.command(
                        "EVAL",
                        SPOIL_UNLESS_ENDED,
                        "2",
                        JobClient.PROCESS,
                        JobClient.statusKey(job.job()),
                        job.jobId());
            }
            case DELETE_CONSUMER ->
                server.command("EVAL", DELETE_A_CONSUMER, "1", JobClient.PROCESS, Double.toString(step.choice()));
            case DESTROY_GROUP -> server.command("XGROUP", "DESTROY", JobClient.PROCESS, JobClient.GROUP);
            case DESTROY_STREAM -> destroyedEntries.destroy(server);
            case BLOCK_STORE -> environment.directories().blockStore();
        }
    }

    void end(ChaosSchedule.Step step) {
        if (!leftOut.contains(step)) {
            end(step, environment.workers().get(step.worker()), environment.server());
        }
    }

    private void end(ChaosSchedule.Step step, Worker worker, ValkeyServer server) {
        switch (step.fault()) {
            case KILL_WORKER -> {
                down.remove(worker);
                worker.restore();
            }
            case STOP_WORKER -> resume(worker);
            case DEPLOY_WORKER -> {
                // A job may have killed it meanwhile, or may hang in it.
                assertThat(worker.process().exitCode())
                        .as("exit code after SIGTERM")
                        .isIn(0, 143, 137, 70);
                down.remove(worker);
                worker.restore();
            }
            case TAKE_DESCRIPTORS ->
                FileDescriptorLimit.unlimit(worker.process().process());
            case STALL, DROP_REPLIES, GARBLE_REPLIES, SLOW_LINK ->
                worker.proxy().pass();
            case KILL_SERVER -> server.restart();
            case STOP_SERVER -> server.resume();
            case FILL_SERVER -> server.command("CONFIG", "SET", "maxmemory", "0");
            case MAKE_READ_ONLY -> server.command("REPLICAOF", "NO", "ONE");
            case FORBID_COMMAND -> server.command("ACL", "SETUSER", TestDirectories.USER, "+" + commandOf(step));
            case LOAD_SERVER -> {
                if (load != null) {
                    load.close();
                }
            }
            case SPOIL_RESULTS -> server.command("EVAL", RESTORE_RESULTS, "2", JobClient.RESULT, RESULTS_AWAY);
            case BLOCK_STORE -> environment.directories().unblockStore();
            case CUT, SWALLOW_REPLIES, SPOIL_STATUS, DELETE_CONSUMER, DESTROY_GROUP, DESTROY_STREAM -> {}
        }
    }

    private static void pause(Worker worker) {
        if (worker.isAlive()) {
            worker.process().pause();
        }
    }

    private static void resume(Worker worker) {
        if (worker.isAlive()) {
            worker.process().resume();
        }
    }

    private static String commandOf(ChaosSchedule.Step step) {
        return COMMANDS_OF_A_SETTLE.get((int) (step.choice() * COMMANDS_OF_A_SETTLE.size()));
    }
}
