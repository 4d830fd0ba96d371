package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.JobClient;
import io.lettuce.core.Consumer;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose clock is wrong. */
@ExtendWith(FaultEnvironmentExtension.class)
class ServerClockIT {

    private final FaultEnvironment environment;

    ServerClockIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void theJobOfADeadWorkerIsTakenOverInTimeAfterTheClockOfTheServerWasSetBackAnHour() {
        // given
        List<SubmittedJob> left = List.of(
                environment.sendTakenBy("dead", FaultyJobs.plain()),
                environment.sendTakenBy("dead as well", FaultyJobs.plain()));

        // when: seen from the new time, they were delivered in an hour
        long inAnHour = Instant.now().plus(Duration.ofHours(1)).toEpochMilli();
        environment.countFault();
        left.forEach(job -> setDeliveryTime(job, inAnHour));

        // then
        left.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    private void setDeliveryTime(SubmittedJob job, long millis) {
        environment
                .jobClient()
                .commands()
                .xclaim(
                        JobClient.PROCESS,
                        Consumer.from(JobClient.GROUP, environment.consumerOf(job)),
                        new XClaimArgs().time(millis).justid(),
                        job.jobId());
    }
}
