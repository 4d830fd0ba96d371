package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.PipelineStrategy.Intake;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.testing.FixedPipelines;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an intake needs permission for, by what its route names. */
class NamedPipelinesTest {

    private final NamedPipelines pipelines = new NamedPipelines(FixedPipelines.NAMING, name -> Optional.empty());

    private List<String> neededFor(@Nullable String pipeline, String stream, @Nullable String resultStream) {
        return pipelines.requiredCommandsOfIntake(new Intake(pipeline, stream, resultStream)).stream()
                .map(RequiredCommand::name)
                .toList();
    }

    @Test
    void anIntakeNeedsTheStreamsOfItsRoute() {
        assertThat(neededFor("avatars", "portraits", "cropped"))
                .contains("XADD portraits", "SET portraits:once:check", "HSET portraits:sources", "XRANGE cropped")
                .contains("HSET avatars:status:check")
                .doesNotContain("XADD avatars:process", "XRANGE avatars:result");
    }

    @Test
    void withoutAResultStreamThatOfThePipelineCounts() {
        assertThat(neededFor("avatars", "portraits", null)).contains("XRANGE avatars:result");
    }

    @Test
    void theStreamOfThePipelineImageNeedsNoName() {
        assertThat(neededFor(null, "image:process", null)).isEqualTo(neededFor("image", "image:process", null));
    }

    @Test
    void anotherStreamWithoutAPipelineNeedsNothing() {
        assertThat(neededFor(null, "orders", null)).isEmpty();
    }
}
