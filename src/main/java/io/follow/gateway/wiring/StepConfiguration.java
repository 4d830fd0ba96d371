package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.component.streams.read.OwnershipCheck;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.intake.SourceFolder;
import io.follow.gateway.operator.JobCounters;
import io.follow.gateway.operator.JobHistory;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.ReconcilerTurn;
import io.follow.gateway.status.StageReporter;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.status.StatusReconciler;
import io.follow.gateway.steps.intake.DropFile;
import io.follow.gateway.steps.intake.LogFolder;
import io.follow.gateway.steps.pipeline.AddPlaceholder;
import io.follow.gateway.steps.pipeline.BranchExchangeFactory;
import io.follow.gateway.steps.pipeline.CheckJob;
import io.follow.gateway.steps.pipeline.Decode;
import io.follow.gateway.steps.pipeline.Encode;
import io.follow.gateway.steps.pipeline.Fail;
import io.follow.gateway.steps.pipeline.GiveBack;
import io.follow.gateway.steps.pipeline.KeepAnimation;
import io.follow.gateway.steps.pipeline.LogJob;
import io.follow.gateway.steps.pipeline.ReadSource;
import io.follow.gateway.steps.pipeline.Reject;
import io.follow.gateway.steps.pipeline.RepeatableRoutes;
import io.follow.gateway.steps.pipeline.ReportStage;
import io.follow.gateway.steps.pipeline.Resize;
import io.follow.gateway.steps.pipeline.SourceBuffers;
import io.follow.gateway.steps.pipeline.StageListener;
import io.follow.gateway.steps.pipeline.StageRunner;
import io.follow.gateway.steps.pipeline.Store;
import io.follow.gateway.steps.pipeline.Succeed;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.JobTokenPolicy;
import io.follow.gateway.token.KeyPairFile;
import io.follow.gateway.token.UploadTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps by the names under which routes use them, and what they need. */
@Configuration(proxyBeanMethods = false)
class StepConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MemoryBudget memoryBudget() {
        return MemoryBudget.ofHeap();
    }

    @Bean
    StageExecutor stageExecutor() {
        return new StageExecutor();
    }

    @Bean
    StageRunner stageRunner(StageExecutor stageExecutor) {
        return new StageRunner(stageExecutor);
    }

    @Bean
    UploadTokens uploadTokens(GatewayProperties properties) {
        KeyPairFile own = properties.server().embedded()
                ? KeyPairFile.open(properties.dataDir().resolve("upload-key"))
                : null;
        return UploadTokens.of(properties.token().publicKeys(), own);
    }

    /** Without the key of an API server, tokens of jobs are not verified: the gateway's own key is for its own page. */
    @Bean
    JobTokenPolicy jobTokenPolicy(UploadTokens tokens, GatewayProperties properties) {
        boolean required = properties.token().required();
        boolean verified = required || properties.token().publicKeys() != null;
        return new JobTokenPolicy(verified ? tokens.verifier() : null, required);
    }

    @Bean
    PerPipeline<StatusHash> statusHashes(GatewayProperties properties, Clock clock, ObjectMapper json) {
        return new PerPipeline<>(name -> {
            PipelineKeys keys = properties.naming().keysOf(name);
            return new StatusHash(
                    keys.status(), keys.events(), properties.status().ttl(), clock, json);
        });
    }

    @Bean
    StageReporter stageReporter(
            PerPipeline<StatusHash> hashes, HashWriter writer, GatewayProperties properties, Scheduler scheduler) {
        return new StageReporter(hashes, writer, properties.status().minInterval(), scheduler.executor());
    }

    @Bean
    PerPipeline<ReconcilerTurn> reconcilerTurns(
            ValkeyStreamsComponent component,
            PerPipeline<StatusHash> hashes,
            Pipelines pipelines,
            GatewayProperties properties) {
        return new PerPipeline<>(name -> {
            PipelineKeys keys = pipelines.keysOf(name);
            StatusReconciler reconciler = new StatusReconciler(
                    component.connections(),
                    hashes.of(name),
                    new StatusReconciler.Names(keys.process(), keys.result(), keys.status()));
            return new ReconcilerTurn(
                    component.connections(),
                    reconciler,
                    ReconcilerTurn.turnKey(keys.process()),
                    properties.status().reconcileInterval());
        });
    }

    @Bean
    ReportStage stage(StageReporter reporter) {
        return new ReportStage(reporter);
    }

    @Bean
    CheckJob checkJob(
            Stores stores,
            JobTokenPolicy policy,
            UploadTokens tokens,
            OriginalEntryIds originalEntryIds,
            StageListener stages,
            GatewayProperties properties) {
        return new CheckJob(
                stores,
                policy,
                new JobTokenPolicy(tokens.verifier(), true),
                originalEntryIds,
                Duration.ofMillis(properties.image().processTimeoutMs()),
                stages);
    }

    @Bean
    ReadSource readSource(
            Stores stores, StoreCircuitBreaker gate, ReadableFormats formats, GatewayProperties properties) {
        return new ReadSource(
                stores,
                gate,
                properties.image().maxFileSize(),
                ImageLimits.DEFAULTS.withMaxPixels(properties.image().maxPixelCount()),
                formats,
                new SourceBuffers(Math.max(1, properties.workers())));
    }

    /** Gives each branch of a route its own work on the image, and a repeated route the work as it was before. */
    @Bean
    CamelContextConfiguration imageWorkOfRoutes() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.getCamelContextExtension().setProcessorExchangeFactory(new BranchExchangeFactory());
                camel.addRoutePolicyFactory(new RepeatableRoutes());
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Everything is in place before.
            }
        };
    }

    @Bean
    Decode decode(List<ImageEngine> engines, MemoryBudget budget, StageRunner stageRunner) {
        return new Decode(engines, budget, stageRunner);
    }

    @Bean
    Resize resize(StageRunner stageRunner) {
        return new Resize(stageRunner);
    }

    @Bean
    AddPlaceholder placeholder(StageRunner stageRunner) {
        return new AddPlaceholder(stageRunner);
    }

    @Bean
    KeepAnimation animation() {
        return new KeepAnimation();
    }

    @Bean
    Encode encode(StageRunner stageRunner, List<ImageEngine> engines, GatewayProperties properties) {
        return new Encode(
                stageRunner,
                engines,
                properties.image().webpMethod(),
                properties.image().avifEffort());
    }

    @Bean
    Store store(Stores stores, StoreCircuitBreaker gate, OwnershipCheck ownershipCheck) {
        return new Store(stores, gate, ownershipCheck);
    }

    @Bean
    Succeed succeed(PerPipeline<StatusHash> hashes, StageReporter stages, Clock clock) {
        return new Succeed(hashes, stages, clock);
    }

    @Bean
    Fail fail(PerPipeline<StatusHash> hashes, StageReporter stages, Clock clock) {
        return new Fail(hashes, stages, clock);
    }

    @Bean
    Reject reject() {
        return new Reject();
    }

    @Bean
    GiveBack giveBack(ResourceGate place) {
        return new GiveBack(place);
    }

    @Bean
    LogJob logJob(PerPipeline<JobCounters> counters, PerPipeline<JobHistory> history, Clock clock) {
        return new LogJob(counters, history, clock);
    }

    @Bean
    LogFolder logFolder() {
        return new LogFolder();
    }

    @Bean
    DropFile dropFile(
            Stores stores, SourceFolder folder, PerPipeline<StatusHash> hashes, Clock clock, Pipelines pipelines) {
        return new DropFile(stores, folder, hashes, clock, pipelines);
    }
}
