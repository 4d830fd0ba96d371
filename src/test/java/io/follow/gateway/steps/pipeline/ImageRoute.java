package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Deliveries;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.read.OwnershipCheck;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.RegionDetector;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.JobTokenPolicy;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The image steps in a route of the test's own, without a server; the source is one file in a folder. */
public final class ImageRoute implements AutoCloseable {

    /** More than any picture of a test needs, and than a decoder's fixed share. */
    public static final long BUDGET = 200_000_000;

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final List<ImageEngine> ENGINES = List.of(TestEngines.NATIVE_BEST, JAVA);

    private final Path folder;
    private final RedisClient client = RedisClient.create();
    private final StageExecutor stageExecutor = new StageExecutor();
    private final MemoryBudget budget;
    private final Stores stores = new Stores();
    private final StageRunner stageRunner = new StageRunner(stageExecutor);
    private final List<ImageEngine> engines;
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** @param folder an empty one */
    public ImageRoute(Path folder) throws IOException {
        this(folder, ENGINES);
    }

    /** @param engines the fastest first */
    ImageRoute(Path folder, List<ImageEngine> engines) throws IOException {
        this(folder, engines, BUDGET);
    }

    /** @param bytes the memory of all jobs */
    ImageRoute(Path folder, List<ImageEngine> engines, long bytes) throws IOException {
        this.folder = folder;
        this.engines = engines;
        this.budget = new MemoryBudget(bytes);
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out"));
        bind(
                "checkJob",
                new CheckJob(
                        stores,
                        new JobTokenPolicy(null, false),
                        new JobTokenPolicy(null, true),
                        new OriginalEntryIds(new ValkeyConnections(client)),
                        Duration.ofMinutes(1),
                        StageListener.NONE));
        bind(
                "readSource",
                new ReadSource(stores, new StoreCircuitBreaker(1, Runnable::run), 1_000_000, ImageLimits.DEFAULTS));
        bind("decode", new Decode(engines, budget, stageRunner));
        bind("resize", new Resize(stageRunner));
        bind("placeholder", new AddPlaceholder(stageRunner));
        bind("animation", new KeepAnimation());
        bind("encode", new Encode(stageRunner, engines, 0, 0));
        bind(
                "store",
                new Store(
                        stores,
                        new StoreCircuitBreaker(1, Runnable::run),
                        new OwnershipCheck(new ValkeyConnections(client))));
        camel.getCamelContextExtension().setProcessorExchangeFactory(new BranchExchangeFactory());
        camel.addRoutePolicyFactory(new RepeatableRoutes());
    }

    /** Adds a bean that steps can name. */
    public void bind(String name, Object bean) {
        camel.getRegistry().bind(name, bean);
    }

    /** Adds the step {@code watermark}. */
    public void bindWatermark() {
        bindWatermark(new StoreCircuitBreaker(1, Runnable::run), System::nanoTime);
    }

    /**
     * Adds the step {@code watermark}.
     *
     * @param nanoTime the clock by which marks get old
     */
    void bindWatermark(StoreCircuitBreaker gate, LongSupplier nanoTime) {
        bind("watermark", new DrawWatermark(stores, gate, engines, budget, stageRunner, nanoTime));
    }

    /** Adds the step {@code detect}. */
    void bindDetect(List<RegionDetector> detectors) {
        bind("detect", new Detect(new Decode(engines, budget, stageRunner), stageRunner, detectors));
    }

    /** Stores the raw image. */
    public void put(byte[] source) throws IOException {
        Files.write(folder.resolve("in/a"), source);
    }

    /** The call of {@code checkJob} with options of a pipeline. */
    public String check(String options) {
        return "checkJob.checkWith(${exchange}, '%1$s/in', '%1$s/out', '%2$s')".formatted(folder, options);
    }

    /** The call of {@code readSource}. */
    public String read() {
        return "readSource.from(${body}, '%s/in')".formatted(folder);
    }

    /** Runs steps such as {@code resize.toWidth(${body}, 10)} for a job with further fields. */
    public Exchange run(Map<String, String> job, String... steps) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of(
                "image_id", "a1", "storage_key", "a1/main", "source_key", "a", "expected_content_type", "image/jpeg"));
        fields.putAll(job);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:job").errorHandler(noErrorHandler());
                for (String step : steps) {
                    int dot = step.indexOf('.');
                    route.bean(step.substring(0, dot), step.substring(dot + 1));
                }
            }
        });
        return send(fields);
    }

    /** Loads routes, of which one begins at {@code direct:job}; FOLDER stands for the folder. */
    void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("test.camel.yaml", yaml.replace("FOLDER", folder.toString())));
    }

    /** Sends a job with these fields to the routes, and waits until it is done. */
    Exchange send(Map<String, String> fields) {
        camel.start();
        Exchange exchange = new DefaultExchange(camel);
        Delivery delivery = Deliveries.of("7-0", fields);
        delivery.heldSince(SuspendAwareInstant.now(), Duration.ofHours(1).toMillis());
        exchange.setProperty(Delivery.PROPERTY, delivery);
        return camel.createProducerTemplate().send("direct:job", exchange);
    }

    /** The memory that nobody holds; all of {@link #BUDGET} when no job is at work. */
    public long freeBytes() {
        return budget.freeBytes();
    }

    @Override
    public void close() {
        camel.stop();
        stageExecutor.close();
        client.shutdown();
    }
}
