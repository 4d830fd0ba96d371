package io.follow.gateway.wiring;

import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.intake.UploadGuard;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.metrics.PipelineGauges;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.UnreadGroups;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.ReconcilerTurn;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway does from time to time. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    /**
     * One for each task that may wait for long: the sweep of stores, while a store hangs, and the reconciler, while it goes
     * through many jobs. The others share the third. They wait for the Valkey server at most, whose commands fail after 5 s,
     * and while it is away there is no work that they could hold up. What may wait for longer has threads of its own: probes
     * of stores, their checks by /health/ready, whose answer must not wait for a thread, and the removal of sources.
     */
    private static final int THREADS = 3;

    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    /** Reads a list in memory, and no more while the same pipelines run. */
    private static final Duration GAUGES_EVERY = Duration.ofSeconds(1);

    /** Short, so that leftovers are gone about when the jobs of a dead worker have ended; a sweep lists one folder. */
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    @Bean
    Scheduler scheduler(StageExecutor stageExecutor) {
        Scheduler scheduler = new Scheduler(THREADS);
        // A timer needs memory to wait and loses a thread that finds none. The watch over image stages needs none.
        stageExecutor.watch().add(scheduler::replaceEndedThread);
        return scheduler;
    }

    /** Closed before the beans that the tasks belong to, on which it depends. */
    @Bean
    AutoCloseable scheduledTasks(
            Scheduler scheduler,
            ResourceGate machine,
            StoreCircuitBreaker storeCircuitBreaker,
            Stores stores,
            Pipelines pipelines,
            PerPipeline<ReconcilerTurn> reconcilers,
            PerPipeline<Samples> samples,
            PerPipeline<UploadGuard> uploads,
            PerPipeline<LiveStatus> live,
            UnreadGroups unreadGroups,
            PipelineGauges gauges,
            GatewayProperties properties) {
        scheduler.every(PROBE_EVERY, machine::askAgain);
        scheduler.every(PROBE_EVERY, storeCircuitBreaker::probeAgain);
        scheduler.every(SWEEP_EVERY, stores::sweep);
        scheduler.every(properties.status().reconcileInterval(), () -> {
            forEachRead(pipelines, name -> reconcilers.of(name).run());
        });
        scheduler.every(Samples.INTERVAL, () -> {
            forEachRead(pipelines, name -> samples.of(name).take());
        });
        scheduler.every(GAUGES_EVERY, gauges::refresh);
        scheduler.every(UploadGuard.RELEASE_EVERY, () -> {
            for (UploadGuard guard : uploads.all()) {
                guard.releaseLeft();
            }
        });
        scheduler.every(UnreadGroups.EVERY, unreadGroups::look);
        scheduler.every(properties.live().look(), () -> live.all().forEach(LiveStatus::turn));
        scheduler.every(properties.live().heartbeat(), () -> live.all().forEach(LiveStatus::heartbeat));
        return scheduler;
    }

    /** A task of one pipeline. */
    private interface Task {
        void run(String pipeline) throws InterruptedException;
    }

    /**
     * Where jobs are not read, their keys may be out of bounds. A pipeline whose task fails does not keep the others from
     * theirs.
     */
    private static void forEachRead(Pipelines pipelines, Task task) throws InterruptedException {
        RuntimeException failure = null;
        for (Pipeline pipeline : pipelines.reading()) {
            try {
                task.run(pipeline.name());
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
