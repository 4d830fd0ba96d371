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
record SweepingFolder(Directory folder, Set<EntryKind> swept) implements Directory {

    @Override
    public EntryKind kind(String name) throws IOException {
        return folder.kind(name);
    }

    @Override
    public Instant lastModified(String name) throws IOException {
        return folder.lastModified(name);
    }

    @Override
    public Directory openFolder(String name) throws IOException {
        return new SweepingFolder(folder.openFolder(name), swept);
    }

    @Override
    public FileChannel openFile(String name, OpenOption... options) throws IOException {
        return folder.openFile(name, options);
    }

    @Override
    public List<String> names() throws IOException {
        return folder.names();
    }

    @Override
    public void move(String name, Directory target, String newName) throws IOException {
        EntryKind kind = folder.kind(name);
        if (swept.add(kind)) {
            if (kind == EntryKind.FOLDER) {
                folder.deleteFolder(name);
            } else {
                folder.deleteFile(name);
            }
        }
        folder.move(name, ((SweepingFolder) target).folder, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        folder.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        folder.deleteFolder(name);
    }

    @Override
    public void force() throws IOException {
        folder.force();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
