package io.follow.gateway.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * Detaches a child from the terminal's signals. Ctrl-C reaches every process of the foreground group; the server must
 * survive it until the jobs in flight have ended.
 */
final class DetachedCommand {

    private static final Logger LOG = System.getLogger(DetachedCommand.class.getName());

    private DetachedCommand() {}

    /** A prefix for a command; it replaces itself with the command, so that the process id stays the same. */
    static List<String> prefix(String searchPath) {
        return Stream.concat(
                        Executables.named("setsid", searchPath).stream().map(path -> List.of(path.toString())),
                        // macOS has perl but no setsid; a separate process group is enough.
                        Executables.named("perl", searchPath).stream()
                                .map(path -> List.of(path.toString(), "-e", "setpgrp(0, 0); exec @ARGV", "--")))
                .findFirst()
                .orElseGet(DetachedCommand::none);
    }

    private static List<String> none() {
        LOG.log(
                Level.WARNING,
                "Found neither setsid nor perl on PATH: Ctrl-C in a terminal stops the server before the jobs in flight");
        return List.of();
    }
}
