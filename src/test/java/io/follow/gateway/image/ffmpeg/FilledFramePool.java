package io.follow.gateway.image.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** A pool for pictures of every size, whose memory looks as if each picture before had been of one value. */
final class FilledFramePool extends FramePool {

    private final int value;
    private int filled;

    FilledFramePool(int value) {
        this.value = value;
    }

    @Override
    AVBufferRef acquire(long bytes) {
        AVBufferRef block = avutil.av_buffer_alloc(bytes);
        Pointer.memset(block.data(), value, bytes);
        filled++;
        return block;
    }

    /** How many frames were given out, by a single thread. */
    int filled() {
        return filled;
    }
}
