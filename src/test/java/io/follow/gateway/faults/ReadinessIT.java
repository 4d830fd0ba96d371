package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.faults.HealthMonitor.Answer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worker says of itself before, during and after an outage. */
@ExtendWith(FaultEnvironmentExtension.class)
class ReadinessIT {

    /** How long a worker may believe that all is well. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    private final FaultEnvironment environment;

    ReadinessIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    enum Outage {
        SERVER_KILLED(
                environment -> environment.server().kill(),
                environment -> environment.server().restart()),
        SERVER_STOPPED(
                environment -> environment.server().pause(),
                environment -> environment.server().resume()),
        SERVER_OUT_OF_REACH(
                environment ->
                        environment.workers().forEach(worker -> worker.proxy().stall()),
                environment ->
                        environment.workers().forEach(worker -> worker.proxy().pass())),
        STORE_NOT_WRITABLE(
                environment -> environment.directories().blockStore(),
                environment -> environment.directories().unblockStore());

        private final Consumer<FaultEnvironment> begin;
        private final Consumer<FaultEnvironment> end;

        Outage(Consumer<FaultEnvironment> begin, Consumer<FaultEnvironment> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerSaysWithinFiveSecondsThatItCannotWorkAndByItselfThatItCanAgain(Outage outage) {
        try (HealthMonitor watch =
                new HealthMonitor(environment.workers().get(0).process())) {
            // given
            environment.pass(1);

            // when
            long begin = System.nanoTime();
            outage.begin.accept(environment.countFault());
            environment.pass(8);
            long end = System.nanoTime();
            outage.end.accept(environment);
            environment.awaitAllReady();
            long over = System.nanoTime();
            environment.pass(2);

            // then: with the store as with the server, whoever asks later than that is told the truth
            assertThat(watch.between(begin + LATEST.toNanos(), end))
                    .as("answers in the outage")
                    .isNotEmpty()
                    .noneMatch(Answer::isReady);
            assertThat(watch.answers()).first().matches(Answer::isReady, "ready before the outage");
            await().atMost(FaultEnvironment.LIMIT)
                    .untilAsserted(() -> assertThat(watch.between(over, System.nanoTime()))
                            .as("answers after the outage")
                            .isNotEmpty()
                            .allMatch(Answer::isReady));
            assertThat(watch.answers())
                    .as("whether the program should be restarted")
                    .allSatisfy(answer -> assertThat(answer.alive()).isEqualTo(200));
        }
    }
}
