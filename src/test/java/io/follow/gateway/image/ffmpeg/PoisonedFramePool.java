package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** A pool that fills memory with FF as soon as it is free, before it is used again, and knows what is in use. */
public final class PoisonedFramePool extends FramePool {

    private static final int POISON = 0xFF;

    /** One reference of the pool's own to each block, so that FFmpeg never frees it. Guarded by this object's lock. */
    private final List<AVBufferRef> blocks = new ArrayList<>();

    private PoisonedFramePool() {}

    /** Loads the native libraries first. */
    public static PoisonedFramePool create() {
        NativeLibraries.load();
        return new PoisonedFramePool();
    }

    /** An engine whose decoded pictures are in memory of this pool. */
    public ImageEngine engine(Encoder pngEncoder) {
        return NativeEngine.create(pngEncoder, ResizeQuality.BEST, this);
    }

    @Override
    synchronized AVBufferRef acquire(long bytes) {
        poison();
        for (AVBufferRef block : blocks) {
            if (isFree(block) && block.size() >= bytes) {
                return avutil.av_buffer_ref(block);
            }
        }
        AVBufferRef block = avutil.av_buffer_alloc(bytes);
        blocks.add(block);
        return avutil.av_buffer_ref(block);
    }

    /** Fills all blocks that no picture uses. */
    public synchronized void poison() {
        blocks.stream()
                .filter(PoisonedFramePool::isFree)
                .forEach(block -> Pointer.memset(block.data(), POISON, block.size()));
    }

    /** The blocks that pictures use. */
    public synchronized long inUse() {
        return blocks.stream().filter(block -> !isFree(block)).count();
    }

    /** The blocks that there are, each as large as the picture it was made for. */
    public synchronized int blocks() {
        return blocks.size();
    }

    private static boolean isFree(AVBufferRef block) {
        return avutil.av_buffer_get_ref_count(block) == 1;
    }

    @Override
    public synchronized void close() {
        blocks.forEach(avutil::av_buffer_unref);
        blocks.clear();
        super.close();
    }
}
