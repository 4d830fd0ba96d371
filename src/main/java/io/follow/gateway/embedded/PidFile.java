package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The process id that a supervised server left in its folder. */
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
     * Waits for the end of a server that an earlier process left behind: it needs a moment after a {@code kill -9} of
     * that process, and two servers must not write the same files.
     *
     * @param file its pid file; none is as good as one of a process that has ended
     * @param mark a text in the command line of such a server, which tells it from a stranger with the same id
     * @return false when it still runs after that time
     */
    static boolean awaitEnd(Path file, String mark, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        boolean interrupted = false;
        Optional<ProcessHandle> running = running(file, mark);
        while (running.isPresent() && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                // The files must not be left to two servers; the caller learns of it afterwards.
                interrupted = true;
            }
            running = running(file, mark);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }

    /** The same, and kills it when its time is over. */
    static void endOf(Path file, String mark, Duration time) {
        if (!awaitEnd(file, mark, time)) {
            running(file, mark).ifPresent(ProcessHandle::destroyForcibly);
            awaitEnd(file, mark, time);
        }
    }

    /** One that has ended and was not reaped yet has no command line any more. */
    private static Optional<ProcessHandle> running(Path file, String mark) {
        OptionalLong pid = read(file);
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(pid.getAsLong())
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(mark));
    }
}
