package io.follow.gateway.storage;

import java.io.IOException;
import java.util.Set;

/** Removes the first file and the first directory right before they are moved, as a sweep of another process could. */
final class SweepingFolder extends ForwardingDirectory {

    private final Set<EntryKind> swept;

    SweepingFolder(Directory directory, Set<EntryKind> swept) {
        super(directory);
        this.swept = swept;
    }

    @Override
    public Directory openFolder(String name) throws IOException {
        return new SweepingFolder(target.openFolder(name), swept);
    }

    @Override
    public void move(String name, Directory directory, String newName) throws IOException {
        EntryKind kind = kind(name);
        if (swept.add(kind)) {
            if (kind == EntryKind.FOLDER) {
                deleteFolder(name);
            } else {
                deleteFile(name);
            }
        }
        super.move(name, directory, newName);
    }
}
