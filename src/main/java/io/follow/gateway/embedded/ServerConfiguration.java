package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The configuration file of the embedded server. It contains the password, because every user of the machine can read
 * the command line.
 *
 * @param folder the data directory of the server
 * @param port on the loopback address
 * @param password of the default user
 */
record ServerConfiguration(Path folder, int port, String password) {

    /** The path of the file, which is on the command line of a running server. */
    static Path file(Path folder) {
        return folder.resolve("valkey.conf");
    }

    void write() throws IOException {
        PrivateFiles.writeText(file(folder), text());
    }

    // The append-only file contains plain commands, so that Redis 7.0 can read what Valkey has written. The process
    // keeps its command line, by which a later gateway recognizes it.
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
