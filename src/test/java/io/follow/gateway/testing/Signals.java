package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Sends signals that Java has no method for. */
public final class Signals {

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name such as {@code STOP}
     */
    public static void send(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start();
            if (kill.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What to put before a command so that SIGINT has its usual effect on it, whatever this process inherited; nothing
     * where the {@code env} of the platform cannot do it.
     */
    public static List<String> withDefaultInterrupt() {
        List<String> prefix = List.of("env", "--default-signal=INT");
        try {
            List<String> trial = new ArrayList<>(prefix);
            trial.add("true");
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0 ? prefix : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
