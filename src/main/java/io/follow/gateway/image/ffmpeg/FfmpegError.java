package io.follow.gateway.image.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's error codes in words. */
final class FfmpegError {

    private FfmpegError() {}

    static String text(int error) {
        try (BytePointer text = new BytePointer(avutil.AV_ERROR_MAX_STRING_SIZE)) {
            avutil.av_strerror(error, text, avutil.AV_ERROR_MAX_STRING_SIZE);
            // The memory after the end of the text is uninitialized.
            return text.limit(BytePointer.strlen(text)).getString();
        }
    }
}
