package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes JPEG with libjpeg-turbo from planes of luma and subsampled chroma as they are, which saves a conversion to RGB
 * and back. libjpeg ends the process if it has no memory, so its largest need, the file, is allocated here.
 */
final class PlaneJpegWriter {

    private static final Logger LOG = LoggerFactory.getLogger(PlaneJpegWriter.class);

    private static final int YCBCR = 3;
    private static final int TRUE = 1;

    /** Room for headers, and for the working memory of libjpeg. */
    private static final long SPARE_BYTES = 1 << 16;

    private PlaneJpegWriter() {}

    /** Binds the library; null if it has another interface, so that pictures are converted for it. */
    static @Nullable PlaneJpegWriter load() {
        try {
            LibJpeg.bind(Loader.load(leptonica.class));
            return new PlaneJpegWriter();
        } catch (LinkageError e) {
            LOG.debug("JPEG is encoded from RGB: {}", e.toString());
            return null;
        }
    }

    /** Whether a frame has the planes of a JPEG with chroma that is halved in both directions. */
    static boolean accepts(AVFrame frame) {
        return frame.format() == avutil.AV_PIX_FMT_YUVJ420P;
    }

    /**
     * Writes some rows of a frame as a whole file.
     *
     * @param from the first row, even
     * @param quality 1 to 100
     */
    byte[] write(AVFrame frame, int from, int rows, int quality) throws ImageException {
        int width = frame.width();
        long capacity = SPARE_BYTES + (long) width * rows / 2;
        Pointer memory = Pointer.malloc(capacity);
        if (memory == null || memory.isNull()) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED, "no native memory for a JPEG of " + width + "×" + rows + " pixels");
        }
        try (LongPointer file = new LongPointer(2);
                BytePointer compressor = new BytePointer(LibJpeg.STRUCT_BYTES);
                BytePointer error = new BytePointer(LibJpeg.ERROR_BYTES);
                JpegRows planes = new JpegRows(frame, from, rows)) {
            Pointer.memset(compressor, 0, LibJpeg.STRUCT_BYTES);
            file.put(0, memory.address()).put(1, capacity);
            LibJpeg.jpeg_std_error(error.address());
            LibJpeg.create(compressor, error);
            long address = compressor.address();
            try {
                LibJpeg.jpeg_mem_dest(address, file.address(), file.address() + Long.BYTES);
                compressor.putInt(LibJpeg.IMAGE_WIDTH, width);
                compressor.putInt(LibJpeg.IMAGE_HEIGHT, rows);
                compressor.putInt(LibJpeg.INPUT_COMPONENTS, 3);
                compressor.putInt(LibJpeg.IN_COLOR_SPACE, YCBCR);
                LibJpeg.jpeg_set_defaults(address);
                LibJpeg.jpeg_set_quality(address, quality, TRUE);
                compressor.putInt(LibJpeg.RAW_DATA_IN, TRUE);
                LibJpeg.jpeg_start_compress(address, TRUE);
                for (int row = 0; row < rows; row += JpegRows.LUMA) {
                    LibJpeg.jpeg_write_raw_data(address, planes.at(row), JpegRows.LUMA);
                }
                LibJpeg.jpeg_finish_compress(address);
            } finally {
                LibJpeg.jpeg_destroy_compress(address);
            }
            return bytes(file, memory);
        } finally {
            Pointer.free(memory);
        }
    }

    /** Reads the file, which libjpeg has moved to memory of its own if it became larger than expected. */
    private static byte[] bytes(LongPointer file, Pointer given) {
        BytePointer content = new BytePointer() {
            {
                address = file.get(0);
            }
        };
        byte[] bytes = new byte[(int) file.get(1)];
        content.get(bytes);
        if (content.address() != given.address()) {
            Pointer.free(content);
        }
        return bytes;
    }
}
