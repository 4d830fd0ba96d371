package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.ReaderConnection;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ServerProbe;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Acknowledge;
import io.follow.gateway.component.streams.read.ConsumerGroup;
import io.follow.gateway.component.streams.read.ConsumerPresence;
import io.follow.gateway.component.streams.read.ConsumerTimer;
import io.follow.gateway.component.streams.read.Dispatch;
import io.follow.gateway.component.streams.read.FetchNextGate;
import io.follow.gateway.component.streams.read.Heartbeat;
import io.follow.gateway.component.streams.read.InFlight;
import io.follow.gateway.component.streams.read.PendingReclaimer;
import io.follow.gateway.component.streams.read.PermissionWatch;
import io.follow.gateway.component.streams.read.ReadGate;
import io.follow.gateway.component.streams.read.ReaderHealthCheck;
import io.follow.gateway.component.streams.read.ReaderLimits;
import io.follow.gateway.component.streams.read.StallDetector;
import io.follow.gateway.component.streams.read.StreamReader;
import io.follow.gateway.component.streams.read.WorkerPool;
import io.follow.gateway.component.streams.write.SettleSelfTest;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads and timers of a consumer, which exist only between its start and its stop. */
final class ConsumerRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRuntime.class);

    /** How long a stop waits for the reader, whose read may end by its own block time only. */
    private static final long STOP_MILLIS = 2_000;

    /** Interval of the search for jobs that no worker has. */
    private static final long FORSAKEN_LOOK_MILLIS = 1_000;

    private final ValkeyConnections connections;
    private final ValkeyStreamsConfiguration configuration;
    private final CamelContext camel;
    private final InFlight inFlight;
    private final ConsumerGroup group;
    private final ExecutorService threads;
    private final WorkerPool workers;
    private final StreamReader reader;
    private final Thread readerThread;
    private final ConsumerTimer timer;
    private final PermissionWatch permissions;
    private final HealthChecks checks;

    ConsumerRuntime(ValkeyStreamsConsumer consumer, String consumerName, InFlight inFlight, Dispatch dispatch) {
        ValkeyStreamsEndpoint endpoint = consumer.getEndpoint();
        this.connections = endpoint.connections();
        this.configuration = endpoint.getConfiguration();
        this.camel = endpoint.getCamelContext();
        this.inFlight = inFlight;
        this.group = new ConsumerGroup(
                connections,
                configuration.getStream(),
                Objects.requireNonNull(configuration.getGroup()),
                consumerName,
                configuration.getGroupStart());
        String name = "valkey-streams[" + configuration.getStream() + "]";
        ExecutorServiceManager executors = camel.getExecutorServiceManager();
        this.threads = executors.newFixedThreadPool(consumer, name, configuration.getConcurrentConsumers());
        FetchNextGate fetchNextGate = new FetchNextGate(this::isWelcome);
        this.workers = new WorkerPool(threads, configuration.getConcurrentConsumers(), fetchNextGate, dispatch);
        this.permissions = ConsumerPermissions.watch(consumer, group, dispatch::cannotRead);
        this.reader = newReader(fetchNextGate, dispatch);
        this.readerThread = executors.newThread(name + "-reader", reader);
        this.timer = new ConsumerTimer(executors, consumer, "timer of " + group, name + "-timer");
        connections.checkOn(configuration.getStream());
        ServerProbe probe = new ServerProbe(connections);
        StallDetector stalls = stallWatch(group.toString());
        timer.every(Math.max(30, configuration.getMinIdleTime() / 3), new Heartbeat(connections, group, inFlight));
        timer.every(ServerProbe.EVERY_MILLIS, probe);
        timer.every(FORSAKEN_LOOK_MILLIS, () -> giveUpForsaken(consumer));
        timer.every(ConsumerPresence.EVERY_MILLIS, new ConsumerPresence(connections, group, reader));
        timer.every(StallDetector.EVERY_MILLIS, stalls);
        List<ReaderHealthCheck> all = ReaderHealthCheck.of(consumer.checkId(), reader, probe, stalls, permissions);
        // A slow or unavailable subscriber must not prevent the gateway from reading jobs.
        this.checks = new HealthChecks(
                camel,
                configuration.getSubscription() == null
                        ? all
                        : all.stream().filter(ReaderHealthCheck::isLiveness).toList());
    }

    private void giveUpForsaken(ValkeyStreamsConsumer consumer) {
        long millis = configuration.getAsyncTimeout();
        if (millis > 0) {
            inFlight.forsaken(millis).forEach(job -> consumer.givenUp().forsaken(job, millis));
        }
    }

    private StreamReader newReader(FetchNextGate fetchNextGate, Dispatch dispatch) {
        PendingReclaimer.Rules rules = new PendingReclaimer.Rules(
                configuration.getMinIdleTime(), configuration.getMaxDeliveries(), configuration.isDeleteEntries());
        ReaderLimits limits = new ReaderLimits(
                configuration.getBlockTimeout(),
                configuration.getConcurrentConsumers() + configuration.getMaxPendingRedeliveries(),
                this::trouble,
                permissions::check,
                trial());
        ReaderConnection connection = new ReaderConnection(connections);
        return new StreamReader(
                group,
                connection,
                workers,
                inFlight,
                new PendingReclaimer(group, connection, inFlight, rules),
                limits,
                fetchNextGate,
                dispatch);
    }

    /** Only routes that end entries by settling them depend on it. */
    private ReaderLimits.ServerCheck trial() {
        return configuration.getAcknowledge() == Acknowledge.SETTLE
                ? new SettleSelfTest(connections, configuration.getStream(), group.consumer())::run
                : () -> {};
    }

    private boolean isWelcome() {
        return reader.isWelcome();
    }

    /** Why new entries should not be read: they could not be settled, or not be processed. */
    private @Nullable String trouble() {
        String missing = permissions.missing();
        String server = missing != null ? missing : connections.settling().reason();
        ReadGate gate = configuration.getGate();
        return server != null || gate == null ? server : gate.closedBecause(configuration.getPipeline());
    }

    /** @param jobs the stream and its group, as log lines call them */
    private StallDetector stallWatch(String jobs) {
        return new StallDetector(
                jobs,
                StallDetector.PATIENCE,
                new StallDetector.Sources(System::nanoTime, workers::work, reader::isReading, () -> {
                    RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
                    return commands == null ? null : group.firstInLine(commands);
                }));
    }

    void start() {
        checks.register();
        readerThread.start();
    }

    ConsumerGroup group() {
        return group;
    }

    WorkerPool workers() {
        return workers;
    }

    StreamReader reader() {
        return reader;
    }

    /** Stops reading, and ends the waits for redeliveries. */
    void suspend() {
        try {
            reader.suspend();
        } catch (InterruptedException e) {
            // The shutdown timeout has elapsed: the stop that follows does not wait for the reader.
            Thread.currentThread().interrupt();
        }
        workers.drain();
    }

    void resume() {
        workers.undrain();
        reader.resume();
    }

    /**
     * Stops everything and hands over what has not ended. When the shutdown timeout has elapsed, Camel interrupts the
     * thread that stops a route. The entries must be handed over nevertheless, so another thread does that.
     */
    void stop() {
        Thread stopping =
                camel.getExecutorServiceManager().newThread(readerThread.getName() + "-stop", this::stopOnThisThread);
        stopping.start();
        boolean interrupted = false;
        while (stopping.isAlive()) {
            try {
                stopping.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopOnThisThread() {
        try {
            stopAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes at most {@link #STOP_MILLIS} and the time of one command. */
    private void stopAll() throws InterruptedException {
        reader.stop();
        workers.drain();
        readerThread.join(STOP_MILLIS);
        timer.stop();
        permissions.stop();
        handOver();
        camel.getExecutorServiceManager().shutdownNow(threads);
        checks.unregister();
    }

    /** Hands over the unfinished entries, so that other consumers can claim them at once. */
    private void handOver() throws InterruptedException {
        try {
            if (connections.commandsIfConnected() == null) {
                throw new RedisConnectionException("there is no connection to the server");
            }
            long handed = group.leave(configuration.getMinIdleTime(), inFlight.held());
            if (handed > 0) {
                LOG.info("{}: {} unfinished entries handed over", group, handed);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: unfinished entries not handed over ({}); they are claimed after the claim idle time",
                    group,
                    ServerFailure.describe(e));
        }
        inFlight.loseAll();
    }
}
