package io.follow.gateway.steps.pipeline;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool of arrays for raw images. Without it, each file becomes garbage in the old generation, which is collected rarely:
 * the process would grow by hundreds of megabytes. Under memory pressure, the garbage collector takes free arrays.
 * Thread-safe: mutable state is guarded by this object's lock.
 */
public final class SourceBuffers {

    /** Smaller files are collected with the young generation. */
    private static final int LEAST_BYTES = 1 << 16;

    /** The usual greatest size of a file, 10 MiB, and some more. */
    private static final int MOST_BYTES = 12 << 20;

    /** Arrays are that much larger than the first file in them, so that the next one may be somewhat larger. */
    private static final double SPARE = 1.25;

    private final int most;
    private final List<SoftReference<byte[]>> free = new ArrayList<>();

    /** @param most how many arrays are kept at most, one per concurrent job */
    public SourceBuffers(int most) {
        this.most = most;
    }

    /** An array of at least {@code size} bytes, with any content. */
    byte[] take(int size) {
        if (size < LEAST_BYTES || size > MOST_BYTES) {
            return new byte[size];
        }
        byte[] found = smallest(size);
        return found == null ? new byte[(int) Math.min(MOST_BYTES, (long) (SPARE * size))] : found;
    }

    /** Takes an array back that nobody uses any more. */
    synchronized void giveBack(byte[] array) {
        if (array.length < LEAST_BYTES || array.length > MOST_BYTES) {
            return;
        }
        free.removeIf(reference -> reference.get() == null);
        if (free.size() == most) {
            free.remove(indexOfSmallest(0));
        }
        free.add(new SoftReference<>(array));
    }

    private synchronized byte @Nullable [] smallest(int size) {
        int index = indexOfSmallest(size);
        return index < 0 ? null : free.remove(index).get();
    }

    /** The index of the smallest array of at least {@code size} bytes; -1 if there is none. */
    private int indexOfSmallest(int size) {
        int index = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < free.size(); i++) {
            byte[] array = free.get(i).get();
            if (array != null && array.length >= size && array.length < least) {
                index = i;
                least = array.length;
            }
        }
        return index;
    }
}
