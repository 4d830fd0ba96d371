package io.follow.gateway.image.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.jspecify.annotations.Nullable;

/** A pool that leaves every picture to memory of FFmpeg's own, as the real one does with very large and small ones. */
final class EmptyFramePool extends FramePool {

    @Override
    @Nullable
    AVBufferRef acquire(long bytes) {
        return null;
    }
}
