package io.follow.gateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Synchronizes tests with fault injectors in other processes, by files: which points a job has reached, and when it may go on. */
final class JobCheckpoints {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Path folder;

    /** A job has reached an injection point: in which process, and on which delivery. */
    record Visit(long pid, int deliveryCount) {

        static Visit of(String line) {
            String[] parts = line.split(" ");
            return new Visit(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return pid + " " + deliveryCount + "\n";
        }
    }

    JobCheckpoints(Path folder) {
        this.folder = folder;
    }

    /** Records that a job has reached an injection point; returns how often it has. */
    int reached(InjectionPoint point, String image, long deliveryCount) {
        Visit visit = new Visit(ProcessHandle.current().pid(), Math.toIntExact(deliveryCount));
        try {
            Files.writeString(
                    file(point, image), visit.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return visits(point, image).size();
    }

    /** Every visit of a job to an injection point, in order. */
    List<Visit> visits(InjectionPoint point, String image) {
        Path file = file(point, image);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Visit::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release(String image) {
        try {
            Files.writeString(goAhead(image), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for {@link #release}; bounded, so that no process waits forever after a failed test. */
    void awaitRelease(String image) {
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!Files.exists(goAhead(image))
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private Path file(InjectionPoint point, String image) {
        return folder.resolve(point + "." + image);
    }

    private Path goAhead(String image) {
        return folder.resolve("go." + image);
    }
}
