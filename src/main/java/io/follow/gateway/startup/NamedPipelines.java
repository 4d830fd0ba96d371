package io.follow.gateway.startup;

import io.follow.gateway.component.streams.PipelineStrategy;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.PipelineNaming;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the streams component what belongs to the name of a pipeline.
 *
 * @param resultStreams the result stream that the route of a pipeline sets, empty if it sets none
 */
public record NamedPipelines(PipelineNaming naming, Function<String, Optional<String>> resultStreams)
        implements PipelineStrategy {

    @Override
    public Names namesOf(String pipeline) {
        PipelineKeys keys = naming.keysOf(pipeline);
        return new Names(keys.process(), keys.group(), keys.result(), keys.deadLetter());
    }

    @Override
    public SubscriptionNames subscriptionOf(String pipeline, String subscription) {
        PipelineKeys keys = naming.keysOf(pipeline);
        String results = resultStreams.apply(pipeline).orElse(keys.result());
        return SubscriptionNames.of(results, keys.stem(), subscription);
    }

    @Override
    public List<RequiredCommand> requiredCommands(String pipeline) {
        return RequiredCommands.of(naming.keysOf(pipeline));
    }

    @Override
    public List<RequiredCommand> requiredCommandsOfIntake(Intake intake) {
        String name = intake.pipeline();
        if (name == null && naming.image().process().equals(intake.stream())) {
            // A route that was written before consumers could name their pipeline.
            name = PipelineNaming.IMAGE;
        }
        return name == null
                ? List.of()
                : RequiredCommands.ofIntake(naming.keysOf(name).withStreams(intake.stream(), intake.resultStream()));
    }
}
