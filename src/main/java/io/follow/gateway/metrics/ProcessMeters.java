package io.follow.gateway.metrics;

import io.follow.gateway.image.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/** The gauges that concern the process as a whole. */
public final class ProcessMeters {

    private static final double MILLIS = 1_000;

    /**
     * Registers the gauges.
     *
     * @param machineLacksSomething whether reading is paused because a resource of this machine is missing
     */
    public ProcessMeters(Meters meters, MemoryBudget budget, BooleanSupplier machineLacksSomething) {
        double start = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS;
        meters.gauge("server.start.time", "seconds", "When the process was started, in Unix time", () -> start);
        meters.gauge("memory.budget", "bytes", "Memory for pictures", budget::totalBytes);
        meters.gauge(
                "memory.budget.used",
                "bytes",
                "Memory for pictures that is in use",
                () -> budget.totalBytes() - budget.freeBytes());
        meters.gauge("memory.budget.waiting", "jobs", "Jobs that wait for memory", budget::waiting);
        meters.gauge(
                "machine.gate.closed",
                null,
                "1 while this machine lacks a resource and reading is paused",
                () -> machineLacksSomething.getAsBoolean() ? 1 : 0);
    }
}
