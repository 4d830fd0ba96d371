package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The process id file that a supervised server left in its directory. */
final class PidFile {

    private static final long PAUSE_MILLIS = 20;

    private PidFile() {}

    static OptionalLong read(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Waits until a server left behind by an earlier process has ended. After a {@code kill -9} of that process, this
     * takes a moment, and two servers must not write the same files.
     *
     * @param file its pid file; a missing file means that the process has ended
     * @param mark a text in the command line of such a server, which distinguishes it from an unrelated process with
     *     the same id
     * @return false if it is still running after that time
     */
    static boolean awaitEnd(Path file, String mark, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        boolean interrupted = false;
        Optional<ProcessHandle> running = running(file, mark);
        while (running.isPresent() && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                // Two servers must not share the files, so the interrupt is restored only afterwards.
                interrupted = true;
            }
            running = running(file, mark);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }

    /** Like {@code awaitEnd}, but kills the process after that time. */
    static void endOf(Path file, String mark, Duration time) {
        if (!awaitEnd(file, mark, time)) {
            running(file, mark).ifPresent(ProcessHandle::destroyForcibly);
            awaitEnd(file, mark, time);
        }
    }

    /** A process that has ended but was not reaped yet has no command line. */
    private static Optional<ProcessHandle> running(Path file, String mark) {
        OptionalLong pid = read(file);
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(pid.getAsLong())
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(mark));
    }
}
