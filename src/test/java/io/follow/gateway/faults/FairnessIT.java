package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.JobClient;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mountain of old work and new work beside it, and the other way round. */
@Tag("soak")
@ExtendWith(FaultEnvironmentExtension.class)
class FairnessIT {

    private static final String MOUNTAIN = "30000";
    private static final int FEW = 50;

    /** Entries without a usable image id end as dead letters alone, and cost next to nothing. */
    private static final String ADD =
            "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], '*', 'number', i) end";

    private static final String TAKE =
            """
            redis.call('XREADGROUP', 'GROUP', ARGV[2], 'dead', 'COUNT', ARGV[1], 'STREAMS', KEYS[1], '>')
            local taken = redis.call('XPENDING', KEYS[1], ARGV[2], '-', '+', ARGV[1], 'dead')
            for _, entry in ipairs(taken) do
              redis.call('XCLAIM', KEYS[1], ARGV[2], 'dead', 0, entry[1], 'IDLE', 600000, 'JUSTID')
            end
            """;

    private final FaultEnvironment environment;

    FairnessIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void newJobsDoNotWaitForTheWorkOfADeadWorker() {
        // given
        environment.countFault().workers().forEach(worker -> worker.process().pause());
        run(ADD + "\n" + TAKE);
        List<SubmittedJob> jobs = environment.send(FEW);

        // when
        environment.workers().forEach(worker -> worker.process().resume());
        jobs.forEach(environment::resultOf);
        long left = environment.jobClient().commands().xlen(JobClient.PROCESS);

        // then
        assertThat(left).as("old entries left when all new jobs had ended").isPositive();
        removeTheMountain();
    }

    @Test
    void theJobsOfADeadWorkerDoNotWaitForNewWork() {
        // given
        environment.countFault().workers().forEach(worker -> worker.process().pause());
        List<SubmittedJob> jobs = IntStream.range(0, FEW)
                .mapToObj(i -> environment.sendTakenBy("dead", FaultyJobs.plain()))
                .toList();
        run(ADD);

        // when
        environment.workers().forEach(worker -> worker.process().resume());
        jobs.forEach(environment::resultOf);
        long left = environment.jobClient().commands().xlen(JobClient.PROCESS);

        // then
        assertThat(left).as("new entries left when all old jobs had ended").isPositive();
        removeTheMountain();
    }

    private void run(String script) {
        environment
                .jobClient()
                .commands()
                .eval(script, ScriptOutputType.STATUS, new String[] {JobClient.PROCESS}, MOUNTAIN, JobClient.GROUP);
    }

    /** What is left of the mountain says nothing more, and would take minutes. */
    private void removeTheMountain() {
        environment.jobClient().commands().del(JobClient.PROCESS);
        environment.jobClient().commands().del(JobClient.DEAD_LETTERS);
    }
}
