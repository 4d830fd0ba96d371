package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.UprightPixels;
import io.follow.gateway.image.operation.WatermarkImage;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.Availability;
import io.follow.gateway.storage.ImageStore;
import java.awt.image.BufferedImage;
import java.util.Iterator;
import java.util.List;

/**
 * A watermark image in a store. A failure is not caused by a job, so it is always {@link ErrorCode#STORAGE_READ_FAILED}, and
 * jobs wait until the object can be used.
 *
 * @param engines the fastest first
 */
record WatermarkObject(List<ImageEngine> engines, ImageStore store, StorageKey key) implements Availability {

    /** The maximum file size in bytes. */
    static final long MAX_BYTES = 10 << 20;

    /** The maximum number of pixels, enough for a mark that covers the width of the largest usual result. */
    static final long MAX_PIXELS = 4_000_000;

    private static final ImageLimits LIMITS = ImageLimits.DEFAULTS.withMaxPixels(MAX_PIXELS);

    /**
     * The file.
     *
     * @param bytes must not be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record File(byte[] bytes, ImageHeader header) {}

    /** Reads the file and checks its header. */
    File read() throws JobException {
        try {
            byte[] bytes = store.read(key, MAX_BYTES);
            ImageFormat format = ImageFormat.detect(bytes)
                    .orElseThrow(() -> new ImageException(ImageError.INVALID_MAGIC_BYTES, "it is no image"));
            return new File(bytes, new HeaderProbe().probe(bytes, format, LIMITS));
        } catch (JobException e) {
            boolean missing = e.getCode() == ErrorCode.SOURCE_NOT_FOUND;
            throw unusable(missing ? "there is no such object" : String.valueOf(e.getMessage()), e);
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    /** The maximum memory for decoding, in bytes. */
    long bytesNeeded(File file) throws JobException {
        try {
            return ImageEngine.able(engines, file.header()).stream()
                            .mapToLong(engine -> engine.decoder().bytesNeeded(file.header()))
                            .max()
                            .orElse(0)
                    + 2 * Integer.BYTES * file.header().pixels();
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    /** Decodes the file and applies its orientation. */
    WatermarkImage decode(File file) throws ImageException {
        Iterator<ImageEngine> able = ImageEngine.able(engines, file.header()).iterator();
        while (true) {
            try {
                return decode(file, able.next());
            } catch (ImageException e) {
                if (e.error() != ImageError.DECODE_FAILED || !able.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private static WatermarkImage decode(File file, ImageEngine engine) throws ImageException {
        ImageHeader header = file.header();
        try (Picture picture = engine.decoder().decode(file.bytes(), header, header.orientedWidth())) {
            BufferedImage pixels = UprightPixels.of(engine, picture, new Size(picture.width(), picture.height()));
            return premultiplied(pixels);
        }
    }

    private static WatermarkImage premultiplied(BufferedImage pixels) {
        BufferedImage result =
                new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        int[] row = new int[pixels.getWidth()];
        for (int y = 0; y < pixels.getHeight(); y++) {
            result.setRGB(0, y, row.length, 1, pixels.getRGB(0, y, row.length, 1, row, 0, row.length), 0, row.length);
        }
        return new WatermarkImage(result);
    }

    /** Decodes the object, because its header alone does not show whether it can be used. */
    @Override
    public void checkReadable() throws JobException {
        try {
            decode(read());
        } catch (ImageException e) {
            throw unusable(e);
        }
    }

    /** The failure of every job until the object is replaced. */
    JobException unusable(ImageException failure) {
        return unusable(String.valueOf(failure.getMessage()), failure);
    }

    private JobException unusable(String found, Exception failure) {
        return new JobException(
                ErrorCode.STORAGE_READ_FAILED,
                "the watermark " + key + " cannot be used: " + found + "; expected an image of at most " + MAX_PIXELS
                        + " pixels and " + MAX_BYTES + " bytes in its store",
                failure);
    }
}
