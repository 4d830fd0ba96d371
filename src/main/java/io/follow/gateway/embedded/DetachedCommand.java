package io.follow.gateway.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a child away from the keys of the terminal. Ctrl-C goes to every process of the foreground group; the server
 * must outlive it until the jobs in hand have ended.
 */
final class DetachedCommand {

    private static final Logger LOG = System.getLogger(DetachedCommand.class.getName());

    private DetachedCommand() {}

    /** What to put before a command; it replaces itself by the command, so that the process id stays. */
    static List<String> prefix(String searchPath) {
        return Stream.concat(
                        Executables.named("setsid", searchPath).stream().map(path -> List.of(path.toString())),
                        // macOS has no setsid program, but perl; a process group of its own is enough.
                        Executables.named("perl", searchPath).stream()
                                .map(path -> List.of(path.toString(), "-e", "setpgrp(0, 0); exec @ARGV", "--")))
                .findFirst()
                .orElseGet(DetachedCommand::none);
    }

    private static List<String> none() {
        LOG.log(
                Level.WARNING,
                "Found neither setsid nor perl on PATH: Ctrl-C in a terminal ends the server before the running jobs");
        return List.of();
    }
}
