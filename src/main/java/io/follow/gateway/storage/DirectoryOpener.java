package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the root directory of a store. */
@FunctionalInterface
interface DirectoryOpener {
    Directory open(Path path) throws IOException;
}
