package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.file.Path;

/** How the root folder of a store is opened. */
@FunctionalInterface
interface FolderOpener {
    Folder open(Path path) throws IOException;
}
