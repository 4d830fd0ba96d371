package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Puts whole files in their place in one step. */
final class FileWriter {

    /** Processes that make or sweep the same folders at the same time can each cost a writer one attempt. */
    private static final int MAX_ATTEMPTS = 10;

    /** What is tried while no object has failed. */
    private static final int PROBE_BYTES = 64 * 1024;

    private final TemporaryFolder temporaryFolder;
    private final DirectoryWalk walk;
    private final boolean flush;

    /** @param flush whether a file that was written survives a power failure from then on */
    FileWriter(TemporaryFolder temporaryFolder, DirectoryWalk walk, boolean flush) {
        this.temporaryFolder = temporaryFolder;
        this.walk = walk;
        this.flush = flush;
    }

    /**
     * Writes a file that no key names, and removes it.
     *
     * @param bytes what it has at least
     * @param objects for how many such files the file system must have room by its own account
     */
    void probe(long bytes, int objects) throws IOException {
        long size = Math.max(PROBE_BYTES, bytes);
        try (Directory temporary = temporaryFolder.open()) {
            if (objects > 1) {
                temporaryFolder.requireRoom(size * objects);
            }
            try (TemporaryFile probe = temporaryFolder.createFile(temporary)) {
                byte[] block = new byte[PROBE_BYTES];
                for (long written = 0; written < size; written += block.length) {
                    probe.write(block);
                }
                probe.force();
            }
        }
    }

    /** Writes or replaces a file. */
    void replace(KeyPath path, byte[] bytes) throws IOException, JobException {
        for (int attempt = 1; ; attempt++) {
            try (Directory temporary = temporaryFolder.open();
                    TemporaryFile file = temporaryFolder.createFile(temporary)) {
                file.write(bytes);
                moveIntoPlace(file, temporary, path);
                return;
            } catch (NoSuchFileException takenMeanwhile) {
                if (attempt == MAX_ATTEMPTS) {
                    throw takenMeanwhile;
                }
            }
        }
    }

    /** Writes or replaces a file with bytes that can be read once. */
    void replace(KeyPath path, DigestingInputStream content) throws IOException, JobException {
        try (Directory temporary = temporaryFolder.open();
                TemporaryFile file = createKept(temporary)) {
            file.write(content);
            content.requireContent();
            for (int attempt = 1; ; attempt++) {
                try {
                    moveIntoPlace(file, temporary, path);
                    return;
                } catch (NoSuchFileException folderTakenMeanwhile) {
                    if (attempt == MAX_ATTEMPTS) {
                        throw folderTakenMeanwhile;
                    }
                }
            }
        }
    }

    /** Makes a file that no sweep takes away, for bytes that cannot be written twice. */
    private TemporaryFile createKept(Directory temporary) throws IOException {
        for (int attempt = 1; ; attempt++) {
            TemporaryFile file = temporaryFolder.createFile(temporary);
            if (file.isThere() || attempt == MAX_ATTEMPTS) {
                return file;
            }
            file.abandon();
        }
    }

    private void moveIntoPlace(TemporaryFile file, Directory temporary, KeyPath path) throws IOException, JobException {
        try (Directory directory = walk.findOrCreate(path, temporary).orElseThrow(() -> occupied("a folder"))) {
            EntryKind kind = DirectoryWalk.kind(directory, path.name());
            if (kind != EntryKind.MISSING && kind != EntryKind.FILE) {
                throw occupied("the object");
            }
            if (flush) {
                file.force();
            }
            file.moveTo(directory, path.name());
            if (flush) {
                directory.force();
            }
        }
    }

    private static JobException occupied(String what) {
        return new JobException(
                ErrorCode.STORAGE_UPLOAD_FAILED,
                "the store cannot be written: something else is in place of " + what + " of the key");
    }
}
