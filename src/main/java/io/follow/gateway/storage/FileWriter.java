package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Writes files atomically. */
final class FileWriter {

    /** Each process that concurrently creates or sweeps the same directories can cost a writer one attempt. */
    private static final int MAX_ATTEMPTS = 10;

    /** The size of the check if no object has failed. */
    private static final int PROBE_BYTES = 64 * 1024;

    private final TemporaryFolder temporaryFolder;
    private final DirectoryWalk walk;
    private final boolean flush;

    /** @param flush whether written files are flushed, to survive a power failure */
    FileWriter(TemporaryFolder temporaryFolder, DirectoryWalk walk, boolean flush) {
        this.temporaryFolder = temporaryFolder;
        this.walk = walk;
        this.flush = flush;
    }

    /**
     * Writes a file that no key refers to, and deletes it.
     *
     * @param bytes minimum size of the file
     * @param objects the number of such files for which the file system must report free space
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

    /** Writes or replaces a file with bytes that can be read only once. */
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

    /** Creates a file that no sweep deletes, for bytes that cannot be written twice. */
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
