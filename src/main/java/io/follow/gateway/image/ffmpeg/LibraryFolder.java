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
 * Where the native libraries are unpacked to: a folder below {@code java.io.tmpdir} that is ours alone, because whoever
 * can put a library there runs code in this process. It is shared by all processes of one user and stays, so that the
 * libraries are unpacked once.
 */
final class LibraryFolder {

    private static final String NAME = "image-gateway-natives";
    private static final Set<PosixFilePermission> OURS_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private LibraryFolder() {}

    /** The folder; one for this process alone where somebody else has taken the name. */
    static Path open(Path parent) throws IOException {
        // Made with no rights for others, unlike a folder of a given name.
        Path fresh = Files.createTempDirectory(parent, NAME + "-");
        PosixFileAttributes own = attributes(fresh);
        Path shared = parent.resolve(NAME + "-" + own.owner().getName().replaceAll("[^A-Za-z0-9_-]", "_"));
        try {
            return Files.move(fresh, shared);
        } catch (FileSystemException e) {
            // It is there already, which is the usual case.
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
