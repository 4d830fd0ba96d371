package io.follow.gateway.storage.s3;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * An incoming object, spooled to disk. S3 requires size and digest before the first byte, and a slow sender must not
 * hold a connection to it. The file is unlinked while open (on Windows, when closed), so that a crash leaves nothing
 * behind. Used by one thread.
 */
final class SpooledObject implements Closeable {

    private final FileChannel channel;
    private final MessageDigest digest;

    private SpooledObject(FileChannel channel, MessageDigest digest) {
        this.channel = channel;
        this.digest = digest;
    }

    /**
     * Spools the whole content.
     *
     * @param folder created if missing
     */
    static SpooledObject receive(Path folder, InputStream content) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve(UUID.randomUUID().toString()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        MessageDigest digest = ContentMd5.newDigest();
        boolean complete = false;
        try {
            OutputStream file = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            content.transferTo(file);
            complete = true;
            return new SpooledObject(channel, digest);
        } finally {
            if (!complete) {
                channel.close();
            }
        }
    }

    /** The value of the header Content-MD5; may be called once. */
    String md5() {
        return ContentMd5.header(digest.digest());
    }

    /** A new stream of the bytes; closing it does not close the object. */
    InputStream open() {
        try {
            channel.position(0);
        } catch (IOException closed) {
            throw new IllegalStateException("the object is closed", closed);
        }
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {}
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
