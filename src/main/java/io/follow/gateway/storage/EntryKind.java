package io.follow.gateway.storage;

import java.nio.file.attribute.BasicFileAttributes;

/** The kind of a directory entry, without following symbolic links. */
enum EntryKind {
    MISSING,
    FILE,
    FOLDER,
    LINK,
    /** A pipe, a socket or a device: opening one may block forever. */
    OTHER;

    static EntryKind of(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return LINK;
        }
        if (attributes.isDirectory()) {
            return FOLDER;
        }
        return attributes.isRegularFile() ? FILE : OTHER;
    }
}
