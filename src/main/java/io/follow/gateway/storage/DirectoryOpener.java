package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.file.Path;

/** How the root folder of a store is opened. */
@FunctionalInterface
interface DirectoryOpener {
    Directory open(Path path) throws IOException;
}
