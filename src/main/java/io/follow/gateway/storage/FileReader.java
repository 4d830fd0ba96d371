package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.IntFunction;

/** Reads complete files. */
final class FileReader {

    /**
     * Limits the off-heap buffer that the JDK keeps per thread, which is as large as the thread's largest single read.
     */
    private static final int CHUNK = 128 * 1024;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private FileReader() {}

    /**
     * Reads a file if its size is allowed.
     *
     * @throws JobException if it is not
     */
    static ReadObject read(Directory directory, String name, long maxBytes, IntFunction<byte[]> arrays)
            throws IOException, JobException {
        try (FileChannel channel = directory.openFile(name, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Math.min(maxBytes, LARGEST_ARRAY)) {
                throw new JobException(
                        ErrorCode.FILE_TOO_LARGE, "the source has " + size + " bytes, expected at most " + maxBytes);
            }
            if (size == 0) {
                throw new JobException(ErrorCode.FILE_TOO_SMALL, "the source is empty");
            }
            return read(channel, (int) size, arrays);
        }
    }

    /**
     * Reads a file of a known size.
     *
     * @throws IOException also if the file turns out to have another size, because it is still being written
     */
    static ReadObject read(FileChannel channel, int size, IntFunction<byte[]> arrays) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(arrays.apply(size));
        while (buffer.position() < size) {
            buffer.limit(Math.min(size, buffer.position() + CHUNK));
            if (channel.read(buffer) < 0) {
                break;
            }
        }
        if (buffer.position() < size || channel.size() != size) {
            throw new IOException("the object changed while it was read");
        }
        return new ReadObject(buffer.array(), size);
    }
}
