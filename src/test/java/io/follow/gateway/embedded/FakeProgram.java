package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes shell scripts that stand for server programs. */
final class FakeProgram {

    static final String REDIS_6 = "echo 'Redis server v=6.0.16 sha=00000000:0 malloc=libc bits=64 build=1'";
    static final String REDIS_7 = "echo 'Redis server v=7.2.4 sha=00000000:0 malloc=libc bits=64 build=1'";
    static final String VALKEY_8 = "echo 'Valkey server v=8.0.1 sha=00000000:0 malloc=libc bits=64 build=1'";

    private FakeProgram() {}

    static Path write(Path folder, String name, String script) throws IOException {
        Files.createDirectories(folder);
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
