package io.follow.gateway.storage;

/** Folders known by their paths, as on platforms that offer nothing better. */
class PathFileStoreTest extends FileStoreTest {

    @Override
    DirectoryOpener opener() {
        return PathDirectory::open;
    }
}
