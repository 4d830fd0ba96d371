package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

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
}
