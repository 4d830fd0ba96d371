package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.AdditionProbe;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.client.ServerProbe;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.read.ConsumerTimer;
import io.follow.gateway.component.streams.read.IntakeHealthCheck;
import io.follow.gateway.component.streams.read.PermissionWatch;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the consumer of a route in a process that reads none of its entries: {@code concurrentConsumers=0}. It has no
 * group, no connection of its own and no workers, and never appears in the group. What the process does for the pipeline
 * besides reading depends on the server, so it checks the connection, the permissions, and whether entries can be added. A
 * suspended route reads nothing either: suspending it changes nothing.
 */
final class IdleConsumer extends DefaultConsumer implements Suspendable {

    private final ValkeyStreamsConfiguration configuration;

    /** Set and used by Camel's start and stop only; null while stopped. */
    private @Nullable Parts parts;

    private record Parts(ConsumerTimer timer, PermissionWatch permissions, HealthChecks checks) {}

    IdleConsumer(ValkeyStreamsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    public ValkeyStreamsEndpoint getEndpoint() {
        return (ValkeyStreamsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Nothing of this process depends on the results of a pipeline that nobody reads here.
        if (configuration.getSubscription() == null) {
            Parts started = begin(configuration.getStream());
            parts = started;
            started.checks().register();
        }
    }

    private Parts begin(String stream) {
        ValkeyConnections connections = getEndpoint().connections();
        connections.checkOn(stream);
        ServerProbe probe = new ServerProbe(connections);
        ConsumerTimer timer = new ConsumerTimer(
                getEndpoint().getCamelContext().getExecutorServiceManager(),
                this,
                "timer of " + stream,
                "valkey-streams[" + stream + "]-timer");
        timer.every(ServerProbe.EVERY_MILLIS, probe);
        List<RequiredCommand> required = ConsumerPermissions.ofIntake(getEndpoint());
        AdditionProbe additions = required.isEmpty() ? null : new AdditionProbe(connections, stream, hashes(required));
        if (additions != null) {
            timer.every(ServerProbe.EVERY_MILLIS, additions);
        }
        PermissionWatch permissions = ConsumerPermissions.watch(this, required);
        IntakeHealthCheck ready = new IntakeHealthCheck(getRouteId(), probe, permissions, additions);
        return new Parts(timer, permissions, new HealthChecks(getEndpoint().getCamelContext(), List.of(ready)));
    }

    private static List<String> hashes(List<RequiredCommand> required) {
        return required.stream()
                .filter(command -> command.words().get(0).equals("HSET"))
                .map(RequiredCommand::key)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    protected void doStop() throws Exception {
        Parts running = parts;
        if (running != null) {
            parts = null;
            running.timer().stop();
            running.permissions().stop();
            running.checks().unregister();
        }
        super.doStop();
    }
}
