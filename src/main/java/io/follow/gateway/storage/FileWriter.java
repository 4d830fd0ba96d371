package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Puts whole files in their place in one step. */
final class FileWriter {

    /** Processes that make or sweep the same folders at the same time can each cost a writer one attempt. */
    private static final int MAX_ATTEMPTS = 10;

    /** More than a nearly full disk may still have, less than an image. */
    private static final int PROBE_BYTES = 64 * 1024;

    private final TemporaryFolder temporaryFolder;
    private final FolderWalk walk;

    FileWriter(TemporaryFolder temporaryFolder, FolderWalk walk) {
        this.temporaryFolder = temporaryFolder;
        this.walk = walk;
    }

    /** Writes a file that no key names, and removes it. */
    void probe() throws IOException {
        try (Folder temporary = temporaryFolder.open();
                TemporaryFile probe = TemporaryFile.create(temporary, temporaryFolder.newName())) {
            probe.write(new byte[PROBE_BYTES]);
        }
    }

    /** Writes or replaces a file. */
    void replace(KeyPath path, byte[] bytes) throws IOException, JobException {
        for (int attempt = 1; ; attempt++) {
            try (Folder temporary = temporaryFolder.open();
                    Folder folder = walk.findOrCreate(path, temporary).orElseThrow(() -> occupied("a folder"))) {
                EntryKind kind = FolderWalk.kind(folder, path.name());
                if (kind != EntryKind.MISSING && kind != EntryKind.FILE) {
                    throw occupied("the object");
                }
                try (TemporaryFile file = TemporaryFile.create(temporary, temporaryFolder.newName())) {
                    file.write(bytes);
                    file.moveTo(folder, path.name());
                }
                folder.force();
                return;
            } catch (NoSuchFileException takenMeanwhile) {
                if (attempt == MAX_ATTEMPTS) {
                    throw takenMeanwhile;
                }
            }
        }
    }

    private static JobException occupied(String what) {
        return new JobException(
                ErrorCode.STORAGE_UPLOAD_FAILED,
                "the store cannot be written: something else is in place of " + what + " of the key");
    }
}
