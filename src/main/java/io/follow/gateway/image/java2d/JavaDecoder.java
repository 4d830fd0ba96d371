package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.FrameArea;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.JpegRepair;
import io.follow.gateway.image.MetadataStripper;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PngColourKey;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Decodes with the reader that is correct for the file, always at full size. */
final class JavaDecoder implements Decoder {

    /** Readers and their streams, with two copies of a file of the usual greatest size, 10 MiB. */
    private static final long FIXED_BYTES = 24L << 20;

    /** The rendition while it is resized, converted, rotated and encoded. */
    private static final int RENDITION_BYTES = 16;

    private final Codecs codecs;
    private final InkConversions conversions = new InkConversions();

    JavaDecoder(Codecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the file is truncated or damaged; expected whole "
                            + header.format().contentType() + " data");
        }
        BufferedImage image = pixels(file, header);
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "decoded " + image.getWidth() + "×" + image.getHeight() + " pixels; the header says "
                            + header.width() + "×" + header.height());
        }
        return new JavaPicture(image, header.orientation(), header.profileToConvert());
    }

    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        long perPixel =
                switch (header.format()) {
                    // The reader's own picture, and two bytes per coefficient or four per lossless sample that it
                    // keeps.
                    case JPEG -> {
                        int components = header.colourModel().components();
                        if (header.lossless()) {
                            yield (4 + 1) * components;
                        }
                        int coefficients = header.keepsCoefficients() ? 2 * components : 0;
                        yield (header.colourModel().isInk() ? 4 + 4 : components) + coefficients;
                    }
                    // Up to four stored components, then four bytes after normalisation.
                    case PNG -> (header.bitDepth() == 16 ? 8 : 4) + 4;
                    // The native picture, its copy, and the canvas of a partial frame.
                    case WEBP -> 4 + 4 + (header.frames() > 1 ? 4 : 0);
                    case AVIF, HEIC, GIF -> throw unreadable(header);
                };
        int width = Math.min(header.orientedWidth(), maxWidth);
        long rendition = (long) width * Resizer.scaledHeight(header.orientedWidth(), header.orientedHeight(), width);
        return header.pixels() * perPixel + RENDITION_BYTES * rendition + resizing(header, width) + FIXED_BYTES;
    }

    /** Negligible, except for pictures with few rows or columns and up to a hundred million of the other. */
    private static long resizing(ImageHeader header, int width) {
        Size upright = new Size(width, Resizer.scaledHeight(header.orientedWidth(), header.orientedHeight(), width));
        boolean turned = header.orientation().swapsAxes();
        return LanczosResizer.bytesNeeded(
                new Size(header.width(), header.height()), turned ? upright.turned() : upright);
    }

    private BufferedImage pixels(Bytes file, ImageHeader header) throws ImageException {
        return switch (header.format()) {
            case JPEG -> jpeg(file, header);
            case PNG ->
                PixelLayout.normalise(
                        PixelReader.read(codecs.pngReader(), MetadataStripper.strip(file, header)),
                        PngColourKey.of(file));
            case WEBP -> canvas(PixelReader.read(codecs.webpReader(), MetadataStripper.strip(file, header)), header);
            case AVIF, HEIC, GIF -> throw unreadable(header);
        };
    }

    private static IllegalArgumentException unreadable(ImageHeader header) {
        return new IllegalArgumentException("this engine does not read " + header.format());
    }

    /** Whether such files are read. */
    static boolean accepts(ImageHeader header) {
        return switch (header.format()) {
            case JPEG, PNG, WEBP -> true;
            case AVIF, HEIC, GIF -> false;
        };
    }

    private BufferedImage jpeg(Bytes file, ImageHeader header) throws ImageException {
        if (header.colourModel().isInk()) {
            if (header.lossless()) {
                throw new ImageException(
                        ImageError.DECODE_FAILED, "found a lossless JPEG of four components; expected one or three");
            }
            return ink(JpegRepair.mend(file, header), header);
        }
        BufferedImage image = header.lossless()
                ? PixelReader.read(codecs.inkReader(), JpegRepair.mend(file, header))
                : PixelReader.read(codecs.jpegReader(), MetadataStripper.strip(file, header));
        return PixelLayout.normalise(image);
    }

    private BufferedImage ink(byte[] data, ImageHeader header) throws ImageException {
        Raster samples = PixelReader.read(codecs.inkReader(), data, reader -> {
            if (reader.getImageTypes(0).next().getColorModel().hasAlpha()) {
                throw new ImageException(
                        ImageError.DECODE_FAILED,
                        "the four components have no Adobe marker and could be ink or colour with alpha");
            }
            return reader.readRaster(0, reader.getDefaultReadParam());
        });
        int width = samples.getWidth();
        BufferedImage image = new BufferedImage(width, samples.getHeight(), BufferedImage.TYPE_INT_RGB);
        InkConversion conversion = conversions.of(header);
        byte[] row = new byte[samples.getNumBands() * width];
        int[] pixels = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            samples.getDataElements(0, y, width, 1, row);
            conversion.convert(row, pixels);
            System.arraycopy(pixels, 0, PixelLayout.ints(image), y * width, width);
        }
        return image;
    }

    /** Draws the first frame of an animation on its transparent canvas. */
    private static BufferedImage canvas(BufferedImage frame, ImageHeader header) {
        if (frame.getWidth() == header.width() && frame.getHeight() == header.height()) {
            return frame;
        }
        FrameArea area = header.firstFrame();
        BufferedImage canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[frame.getWidth()];
        for (int y = 0; y < frame.getHeight(); y++) {
            frame.getRGB(0, y, row.length, 1, row, 0, row.length);
            canvas.setRGB(area.x(), area.y() + y, row.length, 1, row, 0, row.length);
        }
        return canvas;
    }
}
