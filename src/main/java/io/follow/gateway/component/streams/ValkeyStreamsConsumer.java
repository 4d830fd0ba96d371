package io.follow.gateway.component.streams;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.HostUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a stream through a consumer group. This class wires the parts and turns entries into exchanges; the parts do
 * the rest: {@link StreamReader} reads, {@link WorkerPool} runs, {@link Heartbeat} keeps, {@link Settler} ends.
 */
public class ValkeyStreamsConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyStreamsConsumer.class);

    private final ValkeyStreamsEndpoint endpoint;
    private final ValkeyStreamsConfiguration configuration;
    private final InFlight inFlight = new InFlight();

    private @Nullable Running running;

    /** What exists only between start and stop. */
    private record Running(
            ConsumerGroup group,
            StreamReader reader,
            Thread readerThread,
            WorkerPool workers,
            ExecutorService threads,
            ScheduledExecutorService timer,
            List<ScheduledFuture<?>> beats,
            Settler settler,
            List<ReaderHealthCheck> checks) {}

    ValkeyStreamsConsumer(ValkeyStreamsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ValkeyConnections connections = endpoint.connections();
        ExecutorServiceManager executors = executors();
        String name = "valkey-streams[" + configuration.getStream() + "]";
        ConsumerGroup group = new ConsumerGroup(
                connections,
                configuration.getStream(),
                Objects.requireNonNull(configuration.getGroup()),
                consumerName());
        ExecutorService threads = executors.newFixedThreadPool(this, name, configuration.getWorkers());
        WorkerPool workers = new WorkerPool(threads, configuration.getWorkers());
        StreamReader reader = newReader(connections, group, workers);
        ServerProbe probe = new ServerProbe(connections);
        ScheduledExecutorService timer = executors.newSingleThreadScheduledExecutor(this, name + "-timer");
        long beat = Math.max(30, configuration.getClaimIdle() / 3);
        Thread thread = executors.newThread(name + "-reader", reader);
        List<ReaderHealthCheck> checks = ReaderHealthCheck.of(getRouteId(), reader, probe);
        running = new Running(
                group,
                reader,
                thread,
                workers,
                threads,
                timer,
                List.of(
                        every(timer, beat, new Heartbeat(connections, group, inFlight)),
                        every(timer, ServerProbe.EVERY_MILLIS, probe)),
                new Settler(connections, configuration.getStream()),
                checks);
        register(checks);
        thread.start();
    }

    private StreamReader newReader(ValkeyConnections connections, ConsumerGroup group, WorkerPool workers) {
        ReadGate gate = configuration.getGate();
        return new StreamReader(
                group,
                new ReaderConnection(connections),
                workers,
                inFlight,
                new LeftEntries(group, inFlight, configuration.getClaimIdle(), configuration.isDeleteEntries()),
                new StreamReader.Limits(
                        configuration.getBlock(),
                        configuration.getWorkers() + configuration.getMaxWaiting(),
                        gate == null ? () -> null : gate),
                this::dispatch);
    }

    private static ScheduledFuture<?> every(ScheduledExecutorService timer, long millis, Runnable task) {
        return timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    private String consumerName() {
        String given = configuration.getConsumer();
        if (given != null && !given.isBlank()) {
            return given;
        }
        String random = UUID.randomUUID().toString().substring(0, 8);
        return hostName() + "-" + ProcessHandle.current().pid() + "-" + random;
    }

    private static String hostName() {
        try {
            return HostUtils.getLocalHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this host does not know its own name", e);
            return "unknown-host";
        }
    }

    /** Turns an entry into an exchange and gives it to a worker. Called by the reader thread only. */
    private void dispatch(StreamEntry entry) {
        Running parts = parts();
        Delivery delivery = new Delivery(
                configuration.getStream(),
                Objects.requireNonNull(configuration.getGroup()),
                parts.group().consumer(),
                entry.id(),
                entry.deliveryCount(),
                entry.fields(),
                configuration.isDeleteEntries());
        if (entry.formerConsumer() != null) {
            LOG.info("{} taken over from {}", delivery, entry.formerConsumer());
        }
        Exchange exchange = exchangeOf(delivery);
        InFlight.Job job = new InFlight.Job(delivery, exchange, isLastChance(delivery));
        inFlight.add(job);
        parts.workers().execute(job, () -> getAsyncProcessor().process(exchange, doneSync -> completed(job)));
    }

    /**
     * A job on its last allowed delivery has ended none of the former ones, so it may be what kills workers: it runs
     * alone, and takes no neighbour along.
     */
    private boolean isLastChance(Delivery delivery) {
        return configuration.getMaxDeliveries() > 1 && delivery.deliveryCount() == configuration.getMaxDeliveries();
    }

    private Exchange exchangeOf(Delivery delivery) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(ValkeyStreamsConstants.DELIVERY, delivery);
        Message message = exchange.getMessage();
        message.setMessageId(delivery.entryId());
        message.setHeader(ValkeyStreamsConstants.STREAM, delivery.stream());
        message.setHeader(ValkeyStreamsConstants.ENTRY_ID, delivery.entryId());
        message.setHeader(ValkeyStreamsConstants.GROUP, delivery.group());
        message.setHeader(ValkeyStreamsConstants.CONSUMER, delivery.consumer());
        message.setHeader(ValkeyStreamsConstants.DELIVERY_COUNT, delivery.deliveryCount());
        if (configuration.isFieldsAsHeaders()) {
            addHeaders(message, delivery.fields());
        }
        message.setBody(delivery.fields());
        if (delivery.deliveryCount() > configuration.getMaxDeliveries()) {
            exchange.setException(new DeliveryLimitException(delivery.deliveryCount() - 1));
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
        return exchange;
    }

    private void addHeaders(Message message, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            if (!endpoint.getHeaderFilterStrategy().applyFilterToExternalHeaders(name, value, message.getExchange())) {
                message.setHeader(name, value);
            }
        });
    }

    private void completed(InFlight.Job job) {
        Delivery delivery = job.delivery();
        try {
            if (delivery.isHeld() && job.exchange().isRouteStop() && !isStarted()) {
                handOver(delivery);
            } else if (delivery.isHeld()
                    && configuration.getAcknowledge() == Acknowledge.COMPLETION
                    && !job.exchange().isFailed()) {
                parts().settler().settle(delivery, null, null, new Settlement(Map.of(), null, null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (delivery.isHeld()) {
            LOG.warn("{} ended without being settled; it is delivered again after its claim time", delivery);
            inFlight.removeUnsettled(job);
        } else {
            inFlight.remove(job);
        }
        releaseExchange(job.exchange(), false);
        parts().reader().wake();
    }

    private void handOver(Delivery delivery) throws InterruptedException {
        try {
            parts().group().handOver(configuration.getClaimIdle(), false, List.of(delivery.entryId()));
            delivery.lost();
        } catch (RuntimeException e) {
            LOG.debug("{} not handed over: {}", delivery, ServerFailure.describe(e));
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        Running parts = parts();
        parts.reader().suspend();
        parts.workers().releaseWaiting();
    }

    @Override
    protected void doResume() throws Exception {
        parts().reader().resume();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        Running parts = running;
        if (parts != null) {
            parts.reader().stop();
            parts.workers().releaseWaiting();
            parts.readerThread().join(ValkeyConnections.COMMAND_TIMEOUT_MILLIS);
            parts.beats().forEach(beat -> beat.cancel(false));
            executors().shutdownNow(parts.timer());
            leave(parts);
            executors().shutdownNow(parts.threads());
            unregister(parts.checks());
            running = null;
        }
        super.doStop();
    }

    /** Hands over what has not ended, so that another worker takes it at once. */
    private void leave(Running parts) throws InterruptedException {
        try {
            long handed = parts.group().handOver(configuration.getClaimIdle(), true, List.of());
            if (handed > 0) {
                LOG.info("{}: {} unfinished entries handed over", parts.group(), handed);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: unfinished entries not handed over ({}), they are taken over after the claim time",
                    parts.group(),
                    ServerFailure.describe(e));
        }
        inFlight.loseAll();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return inFlight.size();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Suspending has already stopped the reading and released what waits.
    }

    private ExecutorServiceManager executors() {
        return getEndpoint().getCamelContext().getExecutorServiceManager();
    }

    private Running parts() {
        return Objects.requireNonNull(running, "the consumer is not started");
    }

    private void register(List<ReaderHealthCheck> checks) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getEndpoint().getCamelContext());
        if (registry != null) {
            checks.forEach(registry::register);
        }
    }

    private void unregister(List<ReaderHealthCheck> checks) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getEndpoint().getCamelContext());
        if (registry != null) {
            checks.forEach(registry::unregister);
        }
    }
}
