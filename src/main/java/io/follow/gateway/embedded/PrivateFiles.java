package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files atomically that only the user of this process can read, from their creation on. */
final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * Creates the directory and its parents if missing; access for others is removed from an existing directory too.
     */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    static void writeText(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), "rw-------");
    }

    static void writeProgram(Path file, byte[] binary) throws IOException {
        write(file, binary, "rwx------");
    }

    private static void write(Path file, byte[] content, String permissions) throws IOException {
        Set<PosixFilePermission> onlyOwner = PosixFilePermissions.fromString(permissions);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(onlyOwner));
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
