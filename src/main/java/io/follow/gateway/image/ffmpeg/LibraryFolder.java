package io.follow.gateway.image.ffmpeg;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The directory for the unpacked native libraries, below {@code java.io.tmpdir}. Only the user of this process can
 * access it, because whoever can put a library there can run code in this process. All processes of one user share it,
 * and it remains, so that the libraries are unpacked only once.
 */
final class LibraryFolder {

    private static final String NAME = "image-gateway-natives";
    private static final Set<PosixFilePermission> OURS_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private LibraryFolder() {}

    /** Returns the directory, or one for this process only if another user has taken the name. */
    static Path open(Path parent) throws IOException {
        // Created without permissions for others, unlike a directory with a given name.
        Path fresh = Files.createTempDirectory(parent, NAME + "-");
        PosixFileAttributes own = attributes(fresh);
        Path shared = parent.resolve(NAME + "-" + own.owner().getName().replaceAll("[^A-Za-z0-9_-]", "_"));
        try {
            return Files.move(fresh, shared);
        } catch (FileSystemException e) {
            // It exists already, which is the usual case.
            PosixFileAttributes found = attributes(shared);
            boolean safe = found.isDirectory()
                    && found.owner().equals(own.owner())
                    && found.permissions().equals(OURS_ALONE);
            if (!safe) {
                return fresh;
            }
            Files.delete(fresh);
            return shared;
        }
    }

    private static PosixFileAttributes attributes(Path folder) throws IOException {
        return Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
