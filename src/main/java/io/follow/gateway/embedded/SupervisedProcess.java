package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process that ends when this process ends, however that happens.
 *
 * <p>A shell between the two reads its standard input, which this process holds open: the kernel closes it even after
 * {@code kill -9}. The shell then stops the program with SIGTERM and, after the grace period, with SIGKILL. The program
 * is not in the foreground process group of a terminal.
 */
public final class SupervisedProcess implements AutoCloseable {

    /** Arguments: pid file, grace period in seconds, program and its arguments. */
    private static final String SUPERVISOR =
            """
            trap '' INT QUIT HUP
            pid_file=$1 grace=$2
            shift 2
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            echo $server >"$pid_file"
            trap 'kill $server' TERM
            {
              trap - TERM
              cat <&3 >/dev/null
              kill $server
              while [ $grace -gt 0 ] && kill -0 $server; do sleep 1; grace=$((grace - 1)); done
              kill -KILL $server
            } 2>/dev/null &
            watcher=$!
            exec 3<&-
            wait $server
            status=$?
            while kill -0 $server 2>/dev/null; do wait $server; status=$?; done
            kill $watcher
            exit $status
            """;

    private static final Duration MARGIN = Duration.ofSeconds(2);

    /**
     * The offset that a shell adds to the number of the signal that ended its child, and Java to that of the signal
     * that ended the shell.
     */
    private static final int SIGNALLED = 128;

    private final Process shell;
    private final Path folder;
    private final Duration grace;
    private final String mark;

    private SupervisedProcess(Process shell, Path folder, Duration grace, String mark) {
        this.shell = shell;
        this.folder = folder;
        this.grace = grace;
        this.mark = mark;
    }

    /**
     * Starts a program.
     *
     * @param command the program's path and its arguments; they are visible to every user of the machine, and the last
     *     one distinguishes the program from an unrelated process that reuses its id
     * @param folder an existing directory for {@code server.log} (both outputs, truncated) and {@code server.pid}
     * @param grace the time from SIGTERM to SIGKILL, in whole seconds
     * @param searchPath the path in which {@code setsid} or {@code perl} is looked up
     */
    public static SupervisedProcess start(List<String> command, Path folder, Duration grace, String searchPath)
            throws IOException {
        List<String> words = new ArrayList<>(DetachedCommand.prefix(searchPath));
        String pidFile = pidFile(folder).toString();
        words.addAll(List.of("/bin/sh", "-c", SUPERVISOR, "supervisor", pidFile, Long.toString(grace.toSeconds())));
        words.addAll(command);
        Files.deleteIfExists(pidFile(folder));
        Process shell = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
        return new SupervisedProcess(shell, folder, grace, command.get(command.size() - 1));
    }

    static Path pidFile(Path folder) {
        return folder.resolve("server.pid");
    }

    static Path log(Path folder) {
        return folder.resolve("server.log");
    }

    /** The process id of the program itself, which may have ended; empty before it is known. */
    public OptionalLong pid() {
        return PidFile.read(pidFile(folder));
    }

    /** True until the end of the program is detected. */
    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Completes when the program has ended. */
    public CompletableFuture<Void> onExit() {
        return shell.onExit().thenRun(() -> {});
    }

    /**
     * Waits for the program's end.
     *
     * @return false if it is still running after that time
     */
    public boolean awaitExit(Duration time) throws InterruptedException {
        return shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the program's end without a limit. */
    public void awaitExit() throws InterruptedException {
        shell.waitFor();
    }

    /** How the program ended: the signal, or its last output. Valid only after it has ended. */
    public String howItEnded() {
        int status = shell.exitValue();
        return status > SIGNALLED ? "ended by signal " + (status - SIGNALLED) : "ended: " + lastWords();
    }

    /** The last output of the program that explains why it ended. */
    public String lastWords() {
        return ServerLog.lastWords(log(folder));
    }

    /**
     * Stops the program with SIGTERM and, after the grace period, with SIGKILL. Returns when it has ended, even if it
     * has outlived the shell between the two. Idempotent.
     */
    @Override
    public void close() {
        List<ProcessHandle> descendants = shell.descendants().toList();
        closeStandardInput();
        try {
            // Not interruptible: an interrupted caller must not cost the server its last write.
            Duration limit = grace.plus(MARGIN);
            shell.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            Stream.concat(descendants.stream(), Stream.of(shell.toHandle())).forEach(ProcessHandle::destroyForcibly);
            shell.onExit().join();
        }
        PidFile.endOf(pidFile(folder), mark, grace.plus(MARGIN));
    }

    private void closeStandardInput() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // Nothing was written to it, so nothing is lost; the descriptor is closed nevertheless.
        }
    }
}
