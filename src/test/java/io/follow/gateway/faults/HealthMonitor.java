package io.follow.gateway.faults;

import io.follow.gateway.testing.GatewayProcess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Polls the readiness and liveness of a process on a thread of its own; the test reads the answers from a concurrent
 * list.
 */
final class HealthMonitor implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private final GatewayProcess process;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    /**
     * One answer of the process.
     *
     * @param askedAt nanoseconds, as {@link System#nanoTime()} counts
     * @param answeredAt when both answers were there
     * @param ready the status code of {@code /health/ready}
     * @param alive the status code of {@code /health}
     */
    record Answer(long askedAt, long answeredAt, int ready, int alive) {

        boolean isReady() {
            return ready == 200;
        }
    }

    HealthMonitor(GatewayProcess process) {
        this.process = process;
        thread.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        long askedAt = System.nanoTime();
        int ready = process.get("/health/ready");
        int alive = process.get("/health");
        answers.add(new Answer(askedAt, System.nanoTime(), ready, alive));
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** The answers to polls that began and ended within a period. */
    List<Answer> between(long from, long to) {
        return answers.stream()
                .filter(answer -> answer.askedAt() - from >= 0 && answer.answeredAt() - to < 0)
                .toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
