package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Counts and digests the bytes that a store reads, and fails when there are too many. Remembers its own failure, so
 * that a store can distinguish it from a failure of the store, even if libraries wrap it. Used by one thread.
 */
public final class DigestingInputStream extends FilterInputStream {

    private final long maxBytes;
    private final MessageDigest digest;
    private long size;
    private @Nullable IOException failure;

    private DigestingInputStream(IncomingObject object, MessageDigest digest) {
        super(new DigestInputStream(object.content(), digest));
        this.maxBytes = object.maxBytes();
        this.digest = digest;
    }

    public static DigestingInputStream of(IncomingObject object) {
        return new DigestingInputStream(object, Sha256.newDigest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            int count = super.read(buffer, offset, length);
            size += Math.max(0, count);
            if (size > maxBytes) {
                throw new IOException("more than " + maxBytes + " bytes");
            }
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        throw new IOException("what is stored is read without gaps");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Does not close the content, which belongs to the caller. */
    @Override
    public void close() {}

    /** Throws if the content has failed; does nothing if the failure has another cause. */
    public void throwOwnFailure() throws JobException, IOException {
        if (size > maxBytes) {
            throw new JobException(ErrorCode.FILE_TOO_LARGE, "more bytes came than the allowed " + maxBytes);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Throws if there were no bytes. */
    public void requireContent() throws JobException {
        if (size == 0) {
            throw new JobException(ErrorCode.FILE_TOO_SMALL, "no bytes came");
        }
    }

    public long size() {
        return size;
    }

    /** 64 lower-case hexadecimal digits; may be called once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
