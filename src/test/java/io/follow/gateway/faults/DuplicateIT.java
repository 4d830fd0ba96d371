package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that comes more than once. */
@ExtendWith(FaultEnvironmentExtension.class)
class DuplicateIT {

    private static final int LEFT_BY_A_DEAD_WORKER = 1_000;

    private final FaultEnvironment environment;

    DuplicateIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void twoWorkersShareAThousandEntriesThatADeadOneLeft() {
        // given
        environment.workers().forEach(worker -> worker.process().pause());
        environment.countFault();
        SubmittedJob first = environment.send(FaultyJobs.plain());
        Job same = first.job();

        // when: all for one raw image, each with a key of its own
        IntStream.range(0, LEFT_BY_A_DEAD_WORKER).forEach(i -> {
            Job job = FaultyJobs.plain().with("source_key", same.sourceKey());
            environment.remember(new SubmittedJob(job, environment.jobClient().addTakenBy("dead", 1, job)));
        });
        environment.workers().forEach(worker -> worker.process().resume());

        // then
        environment.awaitEmptyStream();
        assertThat(environment.resultOf(first)).containsEntry("status", "processed");
    }

    @Test
    void aJobAddedThreeTimesAtOnceAndAgainAfterItsEndGivesOneResultPerEntry() {
        // given
        SubmittedJob first = environment.send(FaultyJobs.plain());
        environment.countFault();

        // when
        List<SubmittedJob> copies =
                Stream.of(first.job(), first.job()).map(environment::add).toList();
        copies.forEach(copy -> assertThat(environment.resultOf(copy)).containsEntry("status", "processed"));
        SubmittedJob again = environment.add(first.job());

        // then
        String digest = environment.resultOf(first).get("sha256");
        assertThat(environment.resultOf(again)).containsEntry("sha256", digest);
    }
}
