package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A chaos run of some seconds with a new seed each time; {@link RandomChaosIT} is the long one. */
@ExtendWith(FaultEnvironmentExtension.class)
class ShortChaosIT {

    private static final Duration LENGTH = Duration.ofSeconds(8);

    /** Real-size images do not fit into the heap of these workers, and what harms their process takes minutes. */
    private static final EnumSet<ChaosJobKind> JOBS = EnumSet.complementOf(EnumSet.of(
            ChaosJobKind.REAL_SIZE,
            ChaosJobKind.POISON,
            ChaosJobKind.HANGING,
            ChaosJobKind.HANGING_LARGE,
            ChaosJobKind.GREEDY));

    private final FaultEnvironment environment;

    ShortChaosIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void everyJobEndsOnceWhateverHappensInWhateverOrder() {
        // given
        ChaosSchedule plan = ChaosSchedule.draw(
                RandomSeed.randomFor("faults"), LENGTH, FaultEnvironment.WORKERS, FaultEnvironment.WORKERS);
        ChaosRun chaosRun = new ChaosRun(environment, plan, JOBS);

        // when
        chaosRun.run(LENGTH, () -> {});

        // then
        assertThat(chaosRun.troubles()).as("errors of the chaos run itself").isEmpty();
        assertThat(chaosRun.wrongEnds())
                .as("jobs that ended as their kind never does")
                .isEmpty();
    }
}
