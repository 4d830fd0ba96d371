package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.PngPixelData;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A PNG whose pixels are no longer compressed, in native memory. FFmpeg undoes the filters of its rows faster than Java
 * does, but its inflater is slower than others and accepts incomplete data. A zlib stream may consist of stored blocks,
 * so FFmpeg only has to copy them.
 */
final class StoredPng {

    private static final int LENGTH_BYTES = 4;
    private static final byte[] IDAT = {'I', 'D', 'A', 'T'};
    private static final byte[] ZLIB = {0x78, 0x01};

    /** An empty checksum, which FFmpeg is not told to verify, and the end chunk. */
    private static final byte[] END = {0, 0, 0, 0, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0, 0, 0, 0};

    /** The most bytes of a stored block, and those before it (RFC 1951, 3.2.4). */
    private static final int BLOCK = 0xFFFF;

    private static final int BLOCK_HEADER = 5;

    private StoredPng() {}

    /** Returns the size of the file in bytes, without the padding. */
    static long length(long headLength, long rawLength) {
        return headLength
                + LENGTH_BYTES
                + IDAT.length
                + ZLIB.length
                + rawLength
                + BLOCK_HEADER * blocks(rawLength)
                + END.length;
    }

    private static long blocks(long rawLength) {
        return (rawLength + BLOCK - 1) / BLOCK;
    }

    /**
     * Creates the file, followed by FFmpeg's padding. The caller frees it.
     *
     * @throws ImageException {@link ImageError#DECODE_FAILED} if pixels are missing or damaged
     */
    static AVBufferRef of(PngPixelData png, PngInflater inflater) throws ImageException {
        byte[] head = png.head();
        long raw = png.rawLength();
        long length = length(head.length, raw);
        AVBufferRef memory = avutil.av_buffer_alloc(length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
        if (memory == null) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "no native memory for " + raw + " bytes of rows; expected it to be free");
        }
        try {
            BytePointer file = memory.data().capacity(length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
            long data = (long) head.length + LENGTH_BYTES + IDAT.length;
            long rows = data + ZLIB.length + BLOCK_HEADER * blocks(raw);
            inflate(png, inflater, file, rows, raw);
            put(file, 0, head);
            putInt(file, head.length, (int) (rows + raw - data));
            put(file, head.length + LENGTH_BYTES, IDAT);
            put(file, data, ZLIB);
            store(file, data + ZLIB.length, rows, raw);
            put(file, rows + raw, END);
            Pointer.memset(new BytePointer(file).position(length), 0, avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
            return memory;
        } catch (ImageException | RuntimeException e) {
            avutil.av_buffer_unref(memory);
            throw e;
        }
    }

    private static void inflate(PngPixelData png, PngInflater inflater, BytePointer file, long from, long length)
            throws ImageException {
        BytePointer rows = new BytePointer(file).position(from).limit(from + length);
        if (!inflater.fill(png, rows)) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the pixel data is corrupt: the compressed rows are damaged or incomplete");
        }
        if (!png.hasKnownFilters(rows.asByteBuffer().slice())) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the pixel data is corrupt: a row has an unknown filter");
        }
    }

    /** Moves the rows forward, in order, and puts a header before each block. */
    private static void store(BytePointer file, long target, long rows, long length) {
        long from = rows;
        long to = target;
        for (long left = length; left > 0; left -= BLOCK) {
            int count = (int) Math.min(left, BLOCK);
            // None is the last one, behind which there would be a checksum.
            put(file, to, new byte[] {0, (byte) count, (byte) (count >> 8), (byte) ~count, (byte) (~count >> 8)});
            to += BLOCK_HEADER;
            Pointer.memmove(new BytePointer(file).position(to), new BytePointer(file).position(from), count);
            from += count;
            to += count;
        }
    }

    private static void put(BytePointer file, long at, byte[] bytes) {
        new BytePointer(file).position(at).put(bytes, 0, bytes.length);
    }

    private static void putInt(BytePointer file, long at, int value) {
        put(file, at, new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }
}
