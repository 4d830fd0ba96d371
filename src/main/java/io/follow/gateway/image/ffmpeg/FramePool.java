package io.follow.gateway.image.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferPool;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.Alloc_long;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A pool of memory for decoded frames: the kernel takes 15 ms or more to provide a new block of 36 MB. All blocks have
 * the same size, which grows with the pictures and never shrinks; blocks larger than {@link #MOST_BYTES} and much
 * smaller ones are not pooled. There are never more blocks than frames in concurrent use. Thread-safe: mutable state is
 * guarded by this object's lock.
 */
class FramePool extends AVCodecContext.Get_buffer2_AVCodecContext_AVFrame_int {

    /** A picture of 24 megapixels with subsampled chroma. */
    private static final long MOST_BYTES = 40L << 20;

    private static final int STEP = 1 << 20;

    /** The alignment for the widest vector instructions. */
    private static final int ALIGNMENT = 64;

    private static final int OUT_OF_MEMORY = -12;

    /** EINVAL. */
    private static final int INVALID = -22;

    private final boolean callable;
    private @Nullable AVBufferPool blocks;
    private long size;

    FramePool() {
        AVCodecContext trial = avcodec.avcodec_alloc_context3(null);
        trial.get_buffer2(this);
        long function = new BytePointer(trial).getLong(Pointer.offsetof(AVCodecContext.class, "get_buffer2"));
        callable = function != 0;
        avcodec.avcodec_free_context(trial);
    }

    /**
     * Makes a decoder use memory from this pool. If ten pools are already in use in the process, the decoder uses its
     * own memory: JavaCPP has native functions for ten callbacks of a type.
     */
    void serve(AVCodecContext context) {
        if (callable) {
            context.get_buffer2(this);
        }
    }

    /**
     * Called by FFmpeg to allocate the planes of a frame. A decoder gets memory once: all scans belong to the first
     * frame of a file, so a second frame would be returned unwritten, with the data of its last user.
     */
    @Override
    public int call(AVCodecContext context, AVFrame frame, int flags) {
        try (IntPointer width = new IntPointer(1).put(frame.width());
                IntPointer height = new IntPointer(1).put(frame.height());
                IntPointer ignored = new IntPointer(AVFrame.AV_NUM_DATA_POINTERS)) {
            // Only a flag, never read as a frame.
            if (context.opaque() != null) {
                return INVALID;
            }
            context.opaque(frame);
            avcodec.avcodec_align_dimensions2(context, width, height, ignored);
            IntPointer rows = frame.linesize();
            int result = avutil.av_image_fill_linesizes(rows, frame.format(), width.get());
            if (result < 0) {
                return result;
            }
            for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS; plane++) {
                rows.put(plane, (rows.get(plane) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            }
            long bytes = avutil.av_image_fill_pointers(frame.data(), frame.format(), height.get(), null, rows);
            if (bytes < 0) {
                return (int) bytes;
            }
            AVBufferRef block = acquire(bytes + ALIGNMENT);
            if (block == null) {
                return avcodec.avcodec_default_get_buffer2(context, frame, flags);
            }
            frame.buf(0, block);
            avutil.av_image_fill_pointers(frame.data(), frame.format(), height.get(), block.data(), rows);
            frame.extended_data(frame.data());
            return 0;
        } catch (RuntimeException | OutOfMemoryError e) {
            // Exceptions must not propagate through native code.
            return OUT_OF_MEMORY;
        }
    }

    /**
     * A cleared block of at least the given size, or null if FFmpeg should use its own memory, which it clears itself.
     * What a decoder leaves unwritten must not expose the previous picture; clearing 36 MB takes 0.6 ms.
     */
    @Nullable
    AVBufferRef acquire(long bytes) {
        AVBufferRef block = block(bytes);
        if (block != null) {
            Pointer.memset(block.data(), 0, bytes);
        }
        return block;
    }

    private synchronized @Nullable AVBufferRef block(long bytes) {
        if (bytes > MOST_BYTES || bytes < size / 4) {
            return null;
        }
        if (blocks == null || bytes > size) {
            if (blocks != null) {
                // Its blocks are freed when they are returned.
                avutil.av_buffer_pool_uninit(blocks);
            }
            size = (bytes + STEP - 1) / STEP * STEP;
            blocks = avutil.av_buffer_pool_init(size, (Alloc_long) null);
        }
        return blocks == null ? null : avutil.av_buffer_pool_get(blocks);
    }
}
