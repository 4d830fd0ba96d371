package io.follow.gateway.routetest;

import io.follow.gateway.job.OneLine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Waits until the expectations of a test are met. Counts are verified last, when the gateway is idle, so that no observation is
 * added afterwards.
 *
 * @param file the name of the test file, for messages
 */
record Verifier(String file, Observer observer, Duration timeout) {

    private static final long LOOK_EVERY_MILLIS = 20;

    /** Returns a line for each expectation that was not met in time. */
    List<String> verify(List<Expectation> expectations) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        List<Expectation> open = await(
                expectations.stream()
                        .filter(expected -> expected.count() == null)
                        .toList(),
                end);
        if (open.isEmpty()) {
            open = await(
                    expectations.stream()
                            .filter(expected -> expected.count() != null)
                            .toList(),
                    end);
        }
        return open.stream().map(this::line).toList();
    }

    /** Returns the expectations that are not met at the end. */
    private List<Expectation> await(List<Expectation> expectations, long end) throws InterruptedException {
        List<Expectation> open = unmet(expectations);
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            open = unmet(open);
        }
        return open;
    }

    private List<Expectation> unmet(List<Expectation> expectations) {
        return expectations.stream().filter(expected -> !isMet(expected)).toList();
    }

    private boolean isMet(Expectation expectation) {
        Integer count = expectation.count();
        if (count == null) {
            return observer.candidates(expectation).stream().anyMatch(candidate -> candidate.fits(expectation));
        }
        return observer.isIdle() && fitting(expectation) == count;
    }

    private long fitting(Expectation expectation) {
        return observer.candidates(expectation).stream()
                .filter(candidate -> candidate.fits(expectation))
                .count();
    }

    private String line(Expectation expectation) {
        return OneLine.of(file + ":" + expectation.place() + ": found " + found(expectation));
    }

    private String found(Expectation expectation) {
        Integer count = expectation.count();
        if (count != null) {
            return expectation.words(fitting(expectation))
                    + (observer.isIdle() ? "" : ", and a gateway that is not idle") + ", expected " + count;
        }
        List<Observation> candidates = observer.candidates(expectation);
        String all = expectation.values().entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue().words())
                .collect(Collectors.joining(", "));
        if (candidates.isEmpty()) {
            return "no " + expectation.words() + " after " + timeout.toSeconds() + " s, expected one"
                    + (all.isEmpty() ? "" : " with " + all);
        }
        Observation closest = candidates.stream()
                .max(Comparator.comparing(candidate -> candidate.matches(expectation)))
                .orElseThrow();
        return mismatch(expectation, closest) + " in the closest of " + candidates.size() + ": " + closest;
    }

    private static String mismatch(Expectation expectation, Observation closest) {
        return expectation.values().entrySet().stream()
                .filter(value -> !value.getValue().accepts(closest.value(value.getKey())))
                .map(value -> mismatch(value, closest))
                .collect(Collectors.joining(", "));
    }

    private static String mismatch(Map.Entry<String, ExpectedValue> value, Observation closest) {
        String found = closest.value(value.getKey());
        String seen = found == null ? "no " + value.getKey() : value.getKey() + " \"" + found + "\"";
        return seen + ", expected " + value.getValue().words();
    }
}
