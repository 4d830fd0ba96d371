package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A folder in which, while it is broken, nothing can be moved or removed. */
record BrokenFolder(Directory folder, AtomicBoolean broken) implements Directory {

    private void check() throws IOException {
        if (broken.get()) {
            throw new IOException("broken");
        }
    }

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
        return new BrokenFolder(folder.openFolder(name), broken);
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
        check();
        folder.move(name, ((BrokenFolder) target).folder, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        check();
        folder.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        check();
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
