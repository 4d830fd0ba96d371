package io.follow.gateway.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that becomes an object when it is moved, or is deleted when it is closed. It is locked from creation to move,
 * which tells other processes that it is not a leftover.
 */
final class TemporaryFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFile.class);

    /**
     * Limits the off-heap buffer that the JDK keeps per thread, which is as large as the thread's largest single write.
     */
    private static final int CHUNK = 128 * 1024;

    /** The buffer of each incoming object. */
    private static final int STREAM_CHUNK = 32 * 1024;

    private final Directory directory;
    private final String name;
    private final FileChannel channel;
    private final Runnable ended;
    private final boolean mine;
    private boolean moved;

    private TemporaryFile(Directory directory, String name, FileChannel channel, boolean mine, Runnable ended) {
        this.directory = directory;
        this.name = name;
        this.channel = channel;
        this.mine = mine;
        this.ended = ended;
    }

    /** @param ended called when the file is closed, moved or not */
    static TemporaryFile create(Directory directory, String name, Runnable ended) throws IOException {
        FileChannel channel = directory.openFile(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean mine = true;
        try {
            // If the lock is taken, a sweep was faster and deletes the file: the move then fails and is retried.
            if (channel.tryLock() == null) {
                mine = false;
                LOG.debug("A sweep has taken a temporary file for a leftover; it will be created again");
            }
        } catch (IOException notSupported) {
            LOG.debug("This file system has no locks; leftovers are recognized by their age only", notSupported);
        }
        return new TemporaryFile(directory, name, channel, mine, ended);
    }

    /** Writes bytes. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.position() < bytes.length) {
            buffer.limit(Math.min(bytes.length, buffer.position() + CHUNK));
            channel.write(buffer);
        }
    }

    /** Writes bytes as they arrive. */
    void write(DigestingInputStream content) throws IOException {
        byte[] buffer = new byte[STREAM_CHUNK];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Flushes the file, so that its content survives a power failure. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Whether the name still refers to this file; if so, no sweep deletes it any more. */
    boolean isThere() throws IOException {
        return mine && directory.kind(name) == EntryKind.FILE;
    }

    /** Closes a file that a sweep has deleted or is about to delete. */
    void abandon() throws IOException {
        try (channel) {
            LOG.debug("A temporary file was swept; it is created again");
        } finally {
            ended.run();
        }
    }

    void moveTo(Directory target, String newName) throws IOException {
        directory.move(name, target, newName);
        moved = true;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!moved) {
                directory.deleteFile(name);
            }
        } finally {
            ended.run();
        }
    }
}
