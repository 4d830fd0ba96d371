package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates zlib data up to a limit, so that a small decompression bomb costs neither memory nor time. */
final class BoundedInflater {

    private static final int STEP = 8192;

    private BoundedInflater() {}

    /**
     * The output up to the first damage: the number of bytes, at most one step past the limit, and the bytes if kept.
     */
    record Inflated(long size, boolean intact, @Nullable ByteArrayOutputStream content) {}

    static Inflated inflate(byte[] data, int offset, int length, long limit, boolean keep) {
        @Nullable ByteArrayOutputStream content = keep ? new ByteArrayOutputStream(STEP) : null;
        long size = 0;
        boolean intact = true;
        byte[] step = new byte[STEP];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data, offset, length);
            while (!inflater.finished() && size <= limit) {
                int count = inflater.inflate(step);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    intact = false;
                    break;
                }
                size += count;
                if (content != null) {
                    content.write(step, 0, count);
                }
            }
        } catch (DataFormatException e) {
            // Broken text or a broken profile does not make the pixels unreadable; the caller decides.
            intact = false;
            int count = (int) (inflater.getBytesWritten() - size);
            size += count;
            if (content != null) {
                content.write(step, 0, count);
            }
        } finally {
            inflater.end();
        }
        return new Inflated(size, intact, content);
    }
}
