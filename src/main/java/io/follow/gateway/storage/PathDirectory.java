package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory identified by its path, for platforms without {@link java.nio.file.SecureDirectoryStream}. Existing links
 * are detected; a link that replaces a directory between check and use is not.
 */
record PathDirectory(Path path) implements Directory {

    /** Opens the root of a store, which the operator configures and which may be a link. */
    static Directory open(Path root) throws IOException {
        if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
            throw new NotDirectoryException(root.toString());
        }
        return new PathDirectory(root);
    }

    @Override
    public Directory openFolder(String name) throws IOException {
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(name);
        }
        return new PathDirectory(path.resolve(name));
    }

    @Override
    public FileChannel openFile(String name, OpenOption... options) throws IOException {
        Set<OpenOption> withoutLinks = new HashSet<>(Arrays.asList(options));
        withoutLinks.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(path.resolve(name), withoutLinks);
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    @Override
    public void move(String name, Directory target, String newName) throws IOException {
        Files.move(path.resolve(name), ((PathDirectory) target).path.resolve(newName), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void deleteFolder(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    /** Does nothing: these platforms cannot flush a directory. */
    @Override
    public void force() {}

    @Override
    public void close() {}

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
