package io.follow.gateway.faults;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Submits jobs of all kinds while it injects the faults of a schedule. One thread submits; a second one injects and removes
 * faults and restarts workers. Both report to the test in concurrent collections.
 */
final class ChaosRun {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final long MILLIS_BETWEEN_JOBS = 80;

    private final FaultEnvironment environment;
    private final ChaosSchedule plan;
    private final EnumSet<ChaosJobKind> kinds;
    private final ChaosProducer producer;
    private final ChaosActions actions;
    private final DestroyedEntries destroyedEntries = new DestroyedEntries();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    ChaosRun(FaultEnvironment environment, ChaosSchedule plan, EnumSet<ChaosJobKind> kinds) {
        this.environment = environment;
        this.plan = plan;
        this.kinds = kinds;
        ChaosSources.putInto(environment.directories());
        this.producer =
                new ChaosProducer(environment.jobClient(), RandomSeed.randomFor("jobs"), kinds, destroyedEntries);
        environment.expectManyFaultsAtOnce();
        this.actions = new ChaosActions(environment, producer::latest, destroyedEntries);
    }

    /** Runs the schedule and submits jobs meanwhile; returns when all jobs have ended. */
    void run(Duration length, Runnable lookEverySecond) {
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService faults = Executors.newSingleThreadScheduledExecutor();
        try {
            sender.scheduleWithFixedDelay(
                    () -> guarded("sending", producer), 0, MILLIS_BETWEEN_JOBS, TimeUnit.MILLISECONDS);
            faults.scheduleWithFixedDelay(
                    () -> guarded("watching", () -> watch(lookEverySecond)), 1, 1, TimeUnit.SECONDS);
            CountDownLatch undone = new CountDownLatch(plan.steps().size());
            plan.steps().forEach(step -> {
                faults.schedule(
                        () -> guarded("doing " + step, () -> actions.start(step)),
                        step.startMillis(),
                        TimeUnit.MILLISECONDS);
                faults.schedule(
                        () -> {
                            guarded("undoing " + step, () -> actions.end(step));
                            undone.countDown();
                        },
                        step.endMillis(),
                        TimeUnit.MILLISECONDS);
            });
            await("all faults are injected and removed")
                    .atMost(length.plus(LIMIT))
                    .pollDelay(length)
                    .until(() -> undone.getCount() == 0);
        } finally {
            stop(sender);
            stop(faults);
        }
        environment.workers().forEach(Worker::restore);
        producer.submitted().forEach(job -> {
            if (destroyedEntries.contains(job.jobId())) {
                environment.markDestroyed(job);
            } else {
                environment.remember(job);
            }
        });
        environment.awaitEmptyStream();
        // A worker may still run a job whose entry was destroyed.
        environment.occupyAllWorkers();
    }

    private void watch(Runnable lookEverySecond) {
        environment.restartDeadWorkersExcept(actions.down());
        lookEverySecond.run();
    }

    /** The executor would never repeat a task that throws. */
    private void guarded(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            if (!Thread.currentThread().isInterrupted()) {
                troubles.add(what + ": " + e);
            }
        }
    }

    private void stop(ScheduledExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                troubles.add("a thread of the chaos run does not end");
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Errors of the chaos run itself. */
    Queue<String> troubles() {
        return troubles;
    }

    /** How many jobs of each kind ended in a way that is not allowed for it. */
    Map<String, Integer> wrongEnds() {
        Map<String, Integer> wrong = new TreeMap<>();
        ends().forEach((end, count) -> {
            String[] parts = end.split(" ");
            if (!ChaosJobKind.valueOf(parts[0]).mayEndAs(parts[1], kinds.contains(ChaosJobKind.GREEDY))) {
                wrong.put(end, count);
            }
        });
        return wrong;
    }

    /** How many jobs of each kind ended in each way. */
    Map<String, Integer> ends() {
        Map<String, Integer> ends = new TreeMap<>();
        environment.jobClient().bodies(JobClient.RESULT).forEach(result -> producer.kindOf(
                        String.valueOf(result.get("job_id")))
                .ifPresent(kind ->
                        ends.merge(kind + " " + result.getOrDefault("error_code", "processed"), 1, Integer::sum)));
        return ends;
    }

    /** How many jobs were destroyed before they ended. */
    long lost() {
        return producer.submitted().stream()
                .filter(job -> destroyedEntries.contains(job.jobId()))
                .count();
    }

    Map<ChaosFault, Integer> faults() {
        return actions.done();
    }
}
