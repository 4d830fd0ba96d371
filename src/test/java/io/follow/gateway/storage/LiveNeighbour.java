package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A process that is in the middle of writing an object until its standard input ends. */
public final class LiveNeighbour {

    private LiveNeighbour() {}

    /**
     * Prints the name of the temporary file once it is there.
     *
     * @param args the root of the store
     * @throws IOException when it cannot be made
     */
    public static void main(String[] args) throws IOException {
        TemporaryFolder temporaryFolder = new TemporaryFolder(Path.of(args[0]), Directory::open);
        try (Directory directory = temporaryFolder.open();
                TemporaryFile file = temporaryFolder.createFile(directory)) {
            file.write(new byte[10]);
            System.out.println(directory.names().get(0));
            if (System.in.read() >= 0) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
