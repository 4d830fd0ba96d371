package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The configuration file of the embedded server. The password stands in it and not on the command line, which every
 * user of the machine can read.
 *
 * @param folder where the server keeps its data
 * @param port on the loopback address
 * @param password of the default user
 */
record ServerConfiguration(Path folder, int port, String password) {

    /** The path of the file; it stands on the command line of a running server. */
    static Path file(Path folder) {
        return folder.resolve("valkey.conf");
    }

    void write() throws IOException {
        PrivateFiles.writeText(file(folder), text());
    }

    // The append-only file holds plain commands, so that a Redis 7.0 can read what a Valkey has written. The process
    // keeps its command line, by which a later gateway knows it again.
    private String text() {
        return """
                bind 127.0.0.1
                port %d
                requirepass "%s"
                dir "%s"
                save ""
                appendonly yes
                appendfsync everysec
                aof-use-rdb-preamble no
                set-proc-title no
                """
                .formatted(port, password, quoted(folder.toString()));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return "ServerConfiguration[port=" + port + "]";
    }
}
