package io.follow.gateway.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A directory that fails to move and remove anything while it is broken. */
final class BrokenFolder extends ForwardingDirectory {

    private final AtomicBoolean broken;

    BrokenFolder(Directory directory, AtomicBoolean broken) {
        super(directory);
        this.broken = broken;
    }

    private void check() throws IOException {
        if (broken.get()) {
            throw new IOException("broken");
        }
    }

    @Override
    public Directory openFolder(String name) throws IOException {
        return new BrokenFolder(target.openFolder(name), broken);
    }

    @Override
    public void move(String name, Directory directory, String newName) throws IOException {
        check();
        super.move(name, directory, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        check();
        super.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        check();
        super.deleteFolder(name);
    }
}
