package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Some seconds of the mix of which {@link RandomMixIT} is the long one, with another seed in each run. */
@ExtendWith(SceneExtension.class)
class ShortMixIT {

    private static final Duration LENGTH = Duration.ofSeconds(8);

    /** Real-size images do not fit into the heap of these workers, and what harms their process takes minutes. */
    private static final EnumSet<MixJob> JOBS =
            EnumSet.complementOf(EnumSet.of(MixJob.REAL_SIZE, MixJob.POISON, MixJob.HANGING, MixJob.GREEDY));

    private final Scene scene;

    ShortMixIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void everyJobEndsOnceWhateverHappensInWhateverOrder() {
        // given
        MixPlan plan = MixPlan.draw(Seed.randomFor("faults"), LENGTH, Scene.WORKERS, Scene.WORKERS);
        Mix mix = new Mix(scene, plan, JOBS);

        // when
        mix.run(LENGTH, () -> {});

        // then
        assertThat(mix.troubles()).as("what went wrong in the mix itself").isEmpty();
        assertThat(mix.wrongEnds())
                .as("jobs that ended as their kind never does")
                .isEmpty();
    }
}
