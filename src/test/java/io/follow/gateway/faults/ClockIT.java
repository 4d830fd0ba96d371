package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers whose clocks are wrong. */
@ExtendWith(FaultReportExtension.class)
class ClockIT {

    @Test
    void workersWhoseClocksAreADayOffTrimNothingEarlyAndLoseNoJob(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            Worker ahead = environment.addWorker(Map.of("FAULTS_CLOCK", "PT25H"));
            Worker behind = environment.addWorker(Map.of("FAULTS_CLOCK", "-PT25H"));
            environment.reset("workers whose clocks are a day off trim nothing early and lose no job");
            String older = addResult(environment, Duration.ofHours(25));
            String younger = addResult(environment, Duration.ofHours(23));

            // when
            List<SubmittedJob> jobs = environment.countFault().countFault().send(20);
            jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));

            // then: by the clock of the server
            await().atMost(FaultEnvironment.LIMIT).until(() -> !ids(environment).contains(older));
            assertThat(ids(environment)).contains(younger);
            assertThat(environment.workersOf(jobs)).contains(ahead, behind);
            environment.jobClient().commands().xdel(JobClient.RESULT, younger);
            environment.checkInvariants();
        }
    }

    private static String addResult(FaultEnvironment environment, Duration age) {
        long at = Instant.now().minus(age).toEpochMilli();
        return environment
                .jobClient()
                .commands()
                .xadd(JobClient.RESULT, new XAddArgs().id(at + "-0"), Map.of("n", age.toString()));
    }

    private static List<String> ids(FaultEnvironment environment) {
        return environment.jobClient().commands().xrange(JobClient.RESULT, Range.unbounded()).stream()
                .map(StreamMessage::getId)
                .toList();
    }
}
