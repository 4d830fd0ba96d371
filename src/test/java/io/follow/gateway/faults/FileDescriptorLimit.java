package io.follow.gateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Limits the file descriptors of a running process: open ones stay open, opening more fails. */
final class FileDescriptorLimit {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final int PLENTY = 4_096;

    private FileDescriptorLimit() {}

    /** Whether this machine has {@code prlimit}. */
    static boolean canBeTaken() {
        return Files.isExecutable(PRLIMIT);
    }

    static void limit(Worker worker, int most) {
        prlimit(worker, most);
    }

    static void unlimit(Worker worker) {
        prlimit(worker, PLENTY);
    }

    /** Sets the soft limit alone, so that it can be raised again. Does nothing for a process that has ended. */
    private static void prlimit(Worker worker, int most) {
        try {
            Process process = new ProcessBuilder(
                            PRLIMIT.toString(),
                            "--pid",
                            Long.toString(worker.process().process().pid()),
                            "--nofile=" + most + ":")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.onExit().join().exitValue() != 0 && worker.isAlive()) {
                throw new IllegalStateException("the limit of file descriptors cannot be changed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
