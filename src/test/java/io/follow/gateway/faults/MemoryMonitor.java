package io.follow.gateway.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Monitors the memory that the process of a worker uses while it works; compiled code and what malloc keeps for later do not
 * count. Used by one thread at a time.
 */
final class MemoryMonitor {

    /** With fewer images the regression means nothing. */
    private static final int FEWEST_IMAGES = 1_000;

    private static final int SAMPLES_A_MINUTE = 6;

    private final Worker worker;
    private final Duration warmUp;
    private final List<Sample> samples = new ArrayList<>();
    private final long begin = System.nanoTime();

    /** {@code images}: how many the worker had processed. */
    private record Sample(long seconds, long images, long resident, NativeMemory outsideTheHeap) {

        long kilobytes() {
            return resident - outsideTheHeap.compiled();
        }
    }

    /** @param warmUp the time to ignore, in which code is loaded and compiled and caches fill */
    MemoryMonitor(Worker worker, Duration warmUp) {
        this.worker = worker;
        this.warmUp = warmUp;
    }

    void look() {
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        if (seconds % 10 == 0) {
            long pid = worker.process().process().pid();
            NativeMemory.releaseWhatIsFree(pid);
            samples.add(new Sample(seconds, images(), worker.process().kilobytes("VmRSS"), NativeMemory.of(pid)));
        }
    }

    private long images() {
        return worker.process()
                .log()
                .lines()
                .filter(line -> line.contains(" processed: "))
                .count();
    }

    /** Megabytes per 1,000 images after the warm-up, by linear regression; empty for a short run. */
    OptionalDouble growth() {
        List<Sample> warm = warm();
        if (warm.isEmpty() || imagesOf(warm) < FEWEST_IMAGES) {
            return OptionalDouble.empty();
        }
        double meanImages = warm.stream().mapToLong(Sample::images).average().orElseThrow();
        double meanKilobytes =
                warm.stream().mapToLong(Sample::kilobytes).average().orElseThrow();
        double together = warm.stream()
                .mapToDouble(each -> (each.images() - meanImages) * (each.kilobytes() - meanKilobytes))
                .sum();
        double spread = warm.stream()
                .mapToDouble(each -> Math.pow(each.images() - meanImages, 2))
                .sum();
        return OptionalDouble.of(together / spread * 1_000 / 1_024);
    }

    private List<Sample> warm() {
        return samples.stream()
                .filter(sample -> sample.seconds() >= warmUp.toSeconds())
                .toList();
    }

    private static long imagesOf(List<Sample> warm) {
        return warm.get(warm.size() - 1).images() - warm.get(0).images();
    }

    @Override
    public String toString() {
        if (samples.isEmpty()) {
            return "not measured";
        }
        Sample last = samples.get(samples.size() - 1);
        String total = last.kilobytes() / 1_024 + " MB after " + last.images() + " images";
        List<Sample> warm = warm();
        if (growth().isEmpty()) {
            return total;
        }
        return """
                %s; %d MB after %s min, from then on %.2f MB for each 1,000 of %d images; minute by minute %s; \
                with code %d MB; kilobytes gained by category: %s"""
                .formatted(
                        total,
                        warm.get(0).kilobytes() / 1_024,
                        warmUp.toMinutes(),
                        growth().getAsDouble(),
                        imagesOf(warm),
                        course(),
                        last.resident() / 1_024,
                        last.outsideTheHeap().growthSince(warm.get(0).outsideTheHeap()));
    }

    private String course() {
        return IntStream.iterate(0, at -> at < samples.size(), at -> at + SAMPLES_A_MINUTE)
                .mapToObj(at -> String.valueOf(samples.get(at).kilobytes() / 1_024))
                .collect(Collectors.joining(", "));
    }
}
