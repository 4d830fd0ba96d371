package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file system of its own in memory, mounted on a folder; needs the right to mount. */
public final class SmallDisk implements AutoCloseable {

    private static final Path MOUNT = Path.of("/bin/mount");
    private static final String FILLER = "filler";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts it over a folder.
     *
     * @param size as {@code mount} takes it, such as {@code 512k}
     * @return empty where mounting is not allowed
     */
    public static Optional<SmallDisk> on(Path folder, String size) {
        return Files.isExecutable(MOUNT)
                        && runs("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /** Fills the disk but for some bytes. */
    public void fillBut(long bytes) {
        try {
            long filler = Files.getFileStore(folder).getUsableSpace() - bytes;
            Files.write(folder.resolve(FILLER), new byte[Math.toIntExact(filler)]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the disk. */
    public void fill() {
        byte[] block = new byte[4_096];
        try {
            while (true) {
                Files.write(folder.resolve(FILLER), block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Undoes {@link #fill()} and {@link #fillBut}. */
    public void makeRoom() {
        try {
            Files.delete(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forbids all writing; files that are open for writing must be closed before. */
    public void makeReadOnly() {
        remount("ro");
    }

    /** Undoes {@link #makeReadOnly()}. */
    public void makeWritable() {
        remount("rw");
    }

    /** Forbids running programs and loading libraries from it. */
    public void forbidExecution() {
        remount("noexec");
    }

    /** Undoes {@link #forbidExecution()}. */
    public void allowExecution() {
        remount("exec");
    }

    private void remount(String option) {
        if (!runs("mount", "-o", "remount," + option, folder.toString())) {
            throw new IllegalStateException("the file system cannot be mounted again with " + option);
        }
    }

    @Override
    public void close() {
        if (!runs("umount", "--lazy", folder.toString())) {
            throw new IllegalStateException("the file system cannot be unmounted");
        }
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
