package io.follow.gateway.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The process id that a supervised server left in its folder. */
final class PidFile {

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
        OptionalLong pid = read(file);
        if (pid.isEmpty()) {
            return true;
        }
        return ProcessHandle.of(pid.getAsLong())
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .map(process -> hasEnded(process, time))
                .orElse(true);
    }

    private static boolean hasEnded(ProcessHandle process, Duration time) {
        try {
            process.onExit().orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
