package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.read.ConsumerGroup;
import io.follow.gateway.component.streams.read.ConsumerTimer;
import io.follow.gateway.component.streams.read.PermissionWatch;
import io.follow.gateway.component.streams.read.ReaderLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.support.DefaultConsumer;

/** The commands and keys for which a consumer needs permission. */
final class ConsumerPermissions {

    private ConsumerPermissions() {}

    /**
     * Begins to check the permissions of a consumer that reads, at its interval.
     *
     * @param listener is notified when one is found to be missing
     */
    static PermissionWatch watch(ValkeyStreamsConsumer consumer, ConsumerGroup group, Consumer<Throwable> listener) {
        ValkeyStreamsEndpoint endpoint = consumer.getEndpoint();
        long interval = endpoint.getConfiguration().getPermissionCheckInterval();
        return new PermissionWatch(timer(consumer), group.toString(), of(endpoint), interval, true, listener);
    }

    /** Begins to check the permissions of a consumer that does not read, at its interval. */
    static PermissionWatch watch(IdleConsumer consumer, List<RequiredCommand> required) {
        ValkeyStreamsEndpoint endpoint = consumer.getEndpoint();
        ValkeyStreamsConfiguration configuration = endpoint.getConfiguration();
        return new PermissionWatch(
                timer(consumer),
                configuration.getStream(),
                () -> Permissions.checkAll(endpoint.connections(), required),
                configuration.getPermissionCheckInterval(),
                false,
                failure -> {});
    }

    private static ConsumerTimer timer(DefaultConsumer consumer) {
        String stream = ((ValkeyStreamsEndpoint) consumer.getEndpoint())
                .getConfiguration()
                .getStream();
        return new ConsumerTimer(
                consumer.getEndpoint().getCamelContext().getExecutorServiceManager(),
                consumer,
                "permissions for " + stream,
                "valkey-streams[" + stream + "]-permissions");
    }

    /** What a process needs that takes entries in and reads none; a stream without a pipeline needs nothing. */
    static List<RequiredCommand> ofIntake(ValkeyStreamsEndpoint endpoint) {
        ValkeyStreamsConfiguration configuration = endpoint.getConfiguration();
        return endpoint.pipelineStrategy()
                .requiredCommandsOfIntake(new PipelineStrategy.Intake(
                        configuration.getPipeline(), configuration.getStream(), configuration.getResultStream()));
    }

    /** A check that fails if one is missing. The keys of a pipeline have a check of their own: in a cluster, they are on one node. */
    private static ReaderLimits.ServerCheck of(ValkeyStreamsEndpoint endpoint) {
        ValkeyStreamsConfiguration configuration = endpoint.getConfiguration();
        List<RequiredCommand> required = new ArrayList<>(Permissions.ofConsumer(
                configuration.getStream(),
                Objects.requireNonNull(configuration.getGroup()),
                configuration.isDeleteEntries()));
        Destinations destinations = configuration.destinations();
        if (destinations.resultStream() != null) {
            required.addAll(Permissions.ofSettling(destinations.resultStream()));
            if (destinations.retention().toMillis() > 0) {
                required.addAll(Permissions.ofTrimming(destinations.resultStream()));
            }
        }
        if (destinations.deadLetterStream() != null) {
            required.addAll(Permissions.ofSettling(destinations.deadLetterStream()));
        }
        String pipeline = destinations.pipeline();
        if (pipeline == null) {
            return () -> endpoint.permissions().check(required);
        }
        if (configuration.getSubscription() == null) {
            required.addAll(endpoint.pipelineStrategy().requiredCommands(pipeline));
        }
        return () -> Permissions.checkAll(endpoint.connections(), required);
    }
}
