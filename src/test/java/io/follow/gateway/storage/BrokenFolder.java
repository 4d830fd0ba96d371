package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A folder in which, while it is broken, nothing can be moved or removed. */
record BrokenFolder(Directory directory, AtomicBoolean broken) implements Directory {

    private void check() throws IOException {
        if (broken.get()) {
            throw new IOException("broken");
        }
    }

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
        return new BrokenFolder(directory.openFolder(name), broken);
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
        check();
        directory.move(name, ((BrokenFolder) target).directory, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        check();
        directory.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        check();
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
