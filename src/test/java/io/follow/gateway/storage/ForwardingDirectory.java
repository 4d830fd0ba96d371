package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Forwards every call to another directory; subclasses override what they change. */
abstract class ForwardingDirectory implements Directory {

    final Directory target;

    ForwardingDirectory(Directory target) {
        this.target = target;
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return target.attributes(name);
    }

    @Override
    public FileChannel openFile(String name, OpenOption... options) throws IOException {
        return target.openFile(name, options);
    }

    @Override
    public List<String> names() throws IOException {
        return target.names();
    }

    @Override
    public void move(String name, Directory directory, String newName) throws IOException {
        target.move(name, ((ForwardingDirectory) directory).target, newName);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        target.deleteFile(name);
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        target.deleteFolder(name);
    }

    @Override
    public void force() throws IOException {
        target.force();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
