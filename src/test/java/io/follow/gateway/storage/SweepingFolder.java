package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Removes the first file and the first folder that are about to be moved, as a neighbour's sweep would that came in the
 * wrong moment.
 */
record SweepingFolder(Directory directory, Set<EntryKind> swept) implements Directory {

    @Override
    public EntryKind kind(String name) throws IOException {
        return directory.kind(name);
    }

    @Override
    public Instant lastModified(String name) throws IOException {
        return directory.lastModified(name);
    }

    @Override
    public Directory openFolder(String name) throws IOException {
        return new SweepingFolder(directory.openFolder(name), swept);
    }

    @Override
    public FileChannel openFile(String name, OpenOption... options) throws IOException {
        return directory.openFile(name, options);
    }

    @Override
    public List<String> names() throws IOException {
        return directory.names();
    }

    @Override
    public void move(String name, Directory target, String newName) throws IOException {
        EntryKind kind = directory.kind(name);
        if (swept.add(kind)) {
            if (kind == EntryKind.FOLDER) {
                directory.deleteFolder(name);
            } else {
                directory.deleteFile(name);
            }
        }
        directory.move(name, ((SweepingFolder) target).directory, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        directory.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        directory.deleteFolder(name);
    }

    @Override
    public void force() throws IOException {
        directory.force();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
