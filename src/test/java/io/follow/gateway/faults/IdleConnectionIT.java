package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.faults.HealthMonitor.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that closes connections on which nothing was sent for a second. */
@ExtendWith(FaultEnvironmentExtension.class)
class IdleConnectionIT {

    private static final int JOBS = 4;

    private final FaultEnvironment environment;

    IdleConnectionIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void aConnectionThatTheServerClosedForIdlenessIsNoOutage() {
        try (HealthMonitor watch =
                new HealthMonitor(environment.workers().get(0).process())) {
            // given connections on which results have been settled
            environment.server().command("CONFIG", "SET", "timeout", "1");
            List<SubmittedJob> before = environment.send(JOBS);
            before.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));

            List<Integer> said = logLengths();

            // when they are idle for longer than the server allows
            environment.countFault();
            environment.pass(5);
            List<SubmittedJob> after = environment.send(JOBS);

            // then
            after.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            after.forEach(job -> assertThat(environment.runsOf(job)).containsExactly(1));
            assertThat(watch.answers()).isNotEmpty().allMatch(Answer::isReady);
            for (int i = 0; i < said.size(); i++) {
                String log = environment.workers().get(i).process().log();
                assertThat(log.substring(said.get(i))).doesNotContain("settling: ");
            }
        }
    }

    /** The workers have been through other tests. */
    private List<Integer> logLengths() {
        return environment.workers().stream()
                .map(worker -> worker.process().log().length())
                .toList();
    }
}
