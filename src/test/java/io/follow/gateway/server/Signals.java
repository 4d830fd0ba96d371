package io.follow.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Sends signals that Java has no method for. */
final class Signals {

    private Signals() {}

    static void send(String name, long pid) throws IOException {
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start();
        assertThat(kill.onExit().join().exitValue()).isZero();
    }
}
