package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.read.ReaderLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The commands and keys for which a consumer needs permission. */
final class ConsumerPermissions {

    private ConsumerPermissions() {}

    /** A check that fails if one is missing. The keys of a pipeline have a check of their own: in a cluster, they are on one node. */
    static ReaderLimits.ServerCheck of(ValkeyStreamsEndpoint endpoint) {
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
