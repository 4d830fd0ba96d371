package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.WebPWrapper;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;

/** Reads the first picture with an ImageIO reader, and handles its warnings and interrupts. */
final class PixelReader {

    /**
     * Warnings about tables, markers or colour data around the pixels, which do not affect the picture. All others,
     * such as a premature end or a bad Huffman code, mean that pixels are missing or wrong. So do bytes before a
     * restart marker (D0 to D7).
     */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i).*(icc|profile|adobe|exif|jfif|jfxx|thumbnail|metadata|extraneous bytes before marker 0x(?!d[0-7])|app\\d+).*");

    private PixelReader() {}

    /** What is read from a reader that has its input. */
    interface Reading<T> {
        T from(ImageReader reader) throws IOException, ImageException;
    }

    static BufferedImage read(ImageReaderSpi spi, byte[] data) throws ImageException {
        return read(spi, data, reader -> reader.read(0, reader.getDefaultReadParam()));
    }

    static <T> T read(ImageReaderSpi spi, byte[] data, Reading<T> reading) throws ImageException {
        List<String> damage = new ArrayList<>();
        try (ByteArrayInput input = new ByteArrayInput(data)) {
            ImageReader reader = spi.createReaderInstance();
            try {
                reader.setInput(input, true, true);
                reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
                    if (!HARMLESS.matcher(warning).matches()) {
                        damage.add(warning);
                    }
                });
                reader.addIIOReadProgressListener(new AbortOnInterrupt());
                T read = reading.from(reader);
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
                }
                if (!damage.isEmpty()) {
                    throw corrupt(damage.get(0));
                }
                return read;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new ImageException(ImageError.DECODE_FAILED, message(String.valueOf(e.getMessage())), e);
        } catch (OutOfMemoryError e) {
            if (!isStatusOfLibwebp(e)) {
                throw e;
            }
            throw new ImageException(ImageError.DECODE_FAILED, message("libwebp cannot read it"), e);
        }
    }

    /**
     * libwebp reports a damaged alpha plane as out of memory, which its binding throws as an OutOfMemoryError without a
     * message. Java's own errors always name the exhausted resource, and are not created there.
     */
    private static boolean isStatusOfLibwebp(OutOfMemoryError error) {
        StackTraceElement[] trace = error.getStackTrace();
        return error.getMessage() == null
                && trace.length > 0
                && trace[0].getClassName().equals(WebPWrapper.class.getName());
    }

    private static ImageException corrupt(String warning) {
        return new ImageException(ImageError.DECODE_FAILED, message(warning));
    }

    private static String message(String reason) {
        String line = reason.lines().findFirst().orElse("no reason given");
        return "the pixel data is corrupt: " + line;
    }

    /** Stops a reader between two rows when its thread is interrupted. */
    private static final class AbortOnInterrupt implements IIOReadProgressListener {

        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (Thread.currentThread().isInterrupted()) {
                source.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
