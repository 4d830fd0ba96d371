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

/** Lists the files below a directory of a store. Links and anything else that is not a file are skipped. */
final class DirectoryListing {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryListing.class);

    private final DirectoryWalk walk;

    DirectoryListing(DirectoryWalk walk) {
        this.walk = walk;
    }

    void list(StorageKey start, ImageStore.Visitor visitor) throws IOException, JobException {
        List<String> parts = new ArrayList<>(start.parts());
        // The parent directory of an object in the start directory is the start directory.
        parts.add("any");
        Optional<Directory> found = walk.find(KeyPath.of(new StorageKey(String.join("/", parts))));
        if (found.isPresent()) {
            try (Directory directory = found.get()) {
                list(directory, start.value(), visitor);
            }
        }
    }

    private void list(Directory directory, String path, ImageStore.Visitor visitor) throws IOException, JobException {
        for (String name : directory.names()) {
            try {
                listOne(directory, path, name, visitor);
            } catch (NoSuchFileException goneMeanwhile) {
                LOG.debug("An object disappeared while it was listed");
            }
        }
    }

    private void listOne(Directory directory, String path, String name, ImageStore.Visitor visitor)
            throws IOException, JobException {
        switch (directory.kind(name)) {
            case FILE -> visit(directory, path, name, visitor);
            case FOLDER -> {
                try (Directory inner = directory.openFolder(name)) {
                    list(inner, path + "/" + name, visitor);
                }
            }
            case MISSING, LINK, OTHER -> {}
        }
    }

    private static void visit(Directory directory, String path, String name, ImageStore.Visitor visitor)
            throws IOException, JobException {
        Optional<StorageKey> key = StorageKey.ifValid(path + "/" + name);
        if (key.isPresent()) {
            visitor.visit(key.get(), directory.lastModified(name));
        }
    }
}
