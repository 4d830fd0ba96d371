package io.follow.gateway.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that becomes an object by being moved, or vanishes when closed. It is locked from its making to its move, which
 * tells other processes that it is no leftover.
 */
final class TemporaryFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFile.class);

    /** The JDK keeps an off-heap copy as large as the largest single write of each thread. */
    private static final int CHUNK = 128 * 1024;

    /** A buffer for each object that is coming in. */
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

    /** @param ended told when the file is closed, moved or not */
    static TemporaryFile create(Directory directory, String name, Runnable ended) throws IOException {
        FileChannel channel = directory.openFile(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean mine = true;
        try {
            // Not getting it means that a sweep got it first and deletes the file: then the move fails and is repeated.
            if (channel.tryLock() == null) {
                mine = false;
                LOG.debug("A temporary file is taken for a leftover, it will be made again");
            }
        } catch (IOException notSupported) {
            LOG.debug("This file system has no locks, leftovers are told by their age alone", notSupported);
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

    /** Writes bytes as they come. */
    void write(DigestingInputStream content) throws IOException {
        byte[] buffer = new byte[STREAM_CHUNK];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Waits until what was written would survive a power failure. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Whether the name still leads to this file, which no sweep takes away any more. */
    boolean isThere() throws IOException {
        return mine && directory.kind(name) == EntryKind.FILE;
    }

    /** Closes a file that somebody has removed, or is about to. */
    void abandon() throws IOException {
        try (channel) {
            LOG.debug("A temporary file was swept, it is made again");
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
