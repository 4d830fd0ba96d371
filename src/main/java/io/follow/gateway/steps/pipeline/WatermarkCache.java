package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.operation.WatermarkImage;
import io.follow.gateway.job.JobException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An LRU cache of decoded watermarks. Each file is read again after {@link #TRUSTED}, and decoded again if it has changed.
 * Jobs that need a watermark wait while another job loads it. Thread-safe: the map is guarded by this object's lock, each entry
 * by its own.
 */
final class WatermarkCache {

    /** How long a mark is used before its file is read again. */
    static final Duration TRUSTED = Duration.ofMinutes(1);

    /** One mark of the maximum size, or a hundred of the usual size. */
    static final long MAX_BYTES = Integer.BYTES * WatermarkObject.MAX_PIXELS;

    /** The overhead of an entry, which also limits the number of tiny marks. */
    private static final int ENTRY_BYTES = 1024;

    private final Map<WatermarkObject, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime()} */
    WatermarkCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Decodes a file. */
    @FunctionalInterface
    interface Decoding {
        WatermarkImage decode(WatermarkObject.File file) throws JobException, InterruptedException;
    }

    /**
     * A mark with its file.
     *
     * @param readAt when the file was read, by the clock of this cache
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Mark(byte[] file, WatermarkImage image, long readAt) {

        long bytes() {
            return ENTRY_BYTES + file.length + image.bytes();
        }
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Mark mark;
    }

    /**
     * Returns the pixels of a mark.
     *
     * @param decoding decodes a file that is new or has changed
     * @throws JobException if reading or decoding fails; an older version of the mark is not used then
     */
    WatermarkImage get(WatermarkObject object, Decoding decoding) throws JobException, InterruptedException {
        Entry entry = entryOf(object);
        Mark known = entry.mark;
        if (known == null || isOld(known)) {
            entry.lock.lockInterruptibly();
            try {
                known = entry.mark;
                if (known == null || isOld(known)) {
                    known = load(object, known, decoding);
                    entry.mark = known;
                    keep(object, entry);
                }
            } finally {
                if (entry.mark == null) {
                    remove(object);
                }
                entry.lock.unlock();
            }
        }
        return known.image();
    }

    private Mark load(WatermarkObject object, @Nullable Mark known, Decoding decoding)
            throws JobException, InterruptedException {
        WatermarkObject.File file = object.read();
        WatermarkImage image =
                known != null && Arrays.equals(known.file(), file.bytes()) ? known.image() : decoding.decode(file);
        return new Mark(file.bytes(), image, nanoTime.getAsLong());
    }

    private boolean isOld(Mark mark) {
        return nanoTime.getAsLong() - mark.readAt() >= TRUSTED.toNanos();
    }

    private synchronized Entry entryOf(WatermarkObject object) {
        return entries.computeIfAbsent(object, key -> new Entry());
    }

    private synchronized void remove(WatermarkObject object) {
        entries.remove(object);
    }

    /** Another thread may have removed the entry, because it could not read the mark. */
    private synchronized void keep(WatermarkObject object, Entry entry) {
        entries.putIfAbsent(object, entry);
        shrink();
    }

    /** Removes the least recently used marks until the limit is met. The last one remains. */
    private synchronized void shrink() {
        List<WatermarkObject> oldestFirst = new ArrayList<>(entries.keySet());
        long bytes = bytes();
        for (WatermarkObject object : oldestFirst.subList(0, oldestFirst.size() - 1)) {
            if (bytes > MAX_BYTES) {
                entries.remove(object);
                bytes = bytes();
            }
        }
    }

    /** The bytes of all marks. */
    synchronized long bytes() {
        long bytes = 0;
        for (Entry entry : entries.values()) {
            Mark mark = entry.mark;
            bytes += mark == null ? 0 : mark.bytes();
        }
        return bytes;
    }

    /** The number of marks, those that are being loaded included. */
    synchronized int entries() {
        return entries.size();
    }
}
