package io.follow.gateway.storage;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the files below a folder of a store. Links and what is no file are passed over. */
final class DirectoryListing {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryListing.class);

    private final DirectoryWalk walk;

    DirectoryListing(DirectoryWalk walk) {
        this.walk = walk;
    }

    void list(StorageKey start, ImageStore.Visitor visitor) throws IOException, JobException {
        List<String> parts = new ArrayList<>(start.parts());
        // The folder of an object within the start is the start.
        parts.add("any");
        Optional<Directory> found = walk.find(KeyPath.of(new StorageKey(String.join("/", parts))));
        if (found.isPresent()) {
            try (Directory folder = found.get()) {
                list(folder, start.value(), visitor);
            }
        }
    }

    private void list(Directory folder, String path, ImageStore.Visitor visitor) throws IOException, JobException {
        for (String name : folder.names()) {
            try {
                listOne(folder, path, name, visitor);
            } catch (NoSuchFileException goneMeanwhile) {
                LOG.debug("An object went away while it was listed");
            }
        }
    }

    private void listOne(Directory folder, String path, String name, ImageStore.Visitor visitor)
            throws IOException, JobException {
        switch (folder.kind(name)) {
            case FILE -> visit(folder, path, name, visitor);
            case FOLDER -> {
                try (Directory inner = folder.openFolder(name)) {
                    list(inner, path + "/" + name, visitor);
                }
            }
            case MISSING, LINK, OTHER -> {}
        }
    }

    private static void visit(Directory folder, String path, String name, ImageStore.Visitor visitor)
            throws IOException, JobException {
        Optional<StorageKey> key = StorageKey.ifValid(path + "/" + name);
        if (key.isPresent()) {
            visitor.visit(key.get(), folder.lastModified(name));
        }
    }
}
