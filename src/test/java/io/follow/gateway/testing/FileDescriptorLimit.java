package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Limits the file descriptors of a running process: open ones stay open, opening more fails. */
public final class FileDescriptorLimit {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final int PLENTY = 4_096;

    private FileDescriptorLimit() {}

    /** Whether this machine has {@code prlimit}. */
    public static boolean canBeTaken() {
        return Files.isExecutable(PRLIMIT);
    }

    /** Lets a process open a file only while it has fewer than {@code most}. */
    public static void limit(Process process, int most) {
        prlimit(process, most);
    }

    /** Takes the limit back. */
    public static void unlimit(Process process) {
        prlimit(process, PLENTY);
    }

    /** Sets the soft limit alone, so that it can be raised again. Does nothing for a process that has ended. */
    private static void prlimit(Process limited, int most) {
        try {
            Process process = new ProcessBuilder(
                            PRLIMIT.toString(), "--pid", Long.toString(limited.pid()), "--nofile=" + most + ":")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.onExit().join().exitValue() != 0 && limited.isAlive()) {
                throw new IllegalStateException("the limit of file descriptors cannot be changed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
