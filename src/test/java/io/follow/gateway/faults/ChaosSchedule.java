package io.follow.gateway.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** When to inject which fault, into what and for how long. The same seed gives the same schedule. */
record ChaosSchedule(List<Step> steps) {

    private static final int SHORTEST_GAP_MILLIS = 500;
    private static final int LONGEST_GAP_MILLIS = 5_000;

    ChaosSchedule {
        steps = List.copyOf(steps);
    }

    /**
     * One fault.
     *
     * @param worker the number of the worker, for a fault of a worker
     * @param choice selects one of several targets, from 0 to 1
     */
    record Step(ChaosFault fault, int worker, double choice, long startMillis, long endMillis) {}

    /**
     * Draws a schedule.
     *
     * @param mortals how many workers, from the first on, may be killed and paused
     */
    static ChaosSchedule draw(Random random, Duration length, int workers, int mortals) {
        List<Step> steps = new ArrayList<>();
        Map<String, Long> busy = new HashMap<>();
        long now = SHORTEST_GAP_MILLIS;
        while (now < length.toMillis()) {
            ChaosFault fault = ChaosFault.values()[random.nextInt(ChaosFault.values().length)];
            int worker = random.nextInt(fault.target() == ChaosTarget.WORKER ? mortals : workers);
            double choice = random.nextDouble();
            long end = now + fault.millis(random.nextDouble());
            String target = fault.target() + (isOfAWorker(fault) ? String.valueOf(worker) : "");
            if (busy.getOrDefault(target, 0L) <= now) {
                steps.add(new Step(fault, worker, choice, now, end));
                busy.put(target, end + fault.restMillis());
                now += SHORTEST_GAP_MILLIS + random.nextInt(LONGEST_GAP_MILLIS - SHORTEST_GAP_MILLIS);
            }
        }
        return new ChaosSchedule(steps);
    }

    private static boolean isOfAWorker(ChaosFault fault) {
        return fault.target() == ChaosTarget.WORKER || fault.target() == ChaosTarget.NETWORK;
    }
}
