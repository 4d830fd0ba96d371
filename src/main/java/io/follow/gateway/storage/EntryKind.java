package io.follow.gateway.storage;

import java.nio.file.attribute.BasicFileAttributes;

/** What a name in a folder stands for, symbolic links not followed. */
enum EntryKind {
    MISSING,
    FILE,
    FOLDER,
    LINK,
    /** A pipe, a socket or a device: opening one may block for ever. */
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
