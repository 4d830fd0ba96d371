package io.follow.gateway.page;

import io.follow.gateway.image.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Files to drop on the page. */
final class Drawing {

    private Drawing() {}

    /** Writes a landscape as large as of a camera, 3,200 by 2,400 pixels, as a JPEG file. */
    static Path photo(Path file) {
        return write(file, Photo.BYTES);
    }

    /** Writes the same landscape with 1,600 by 1,200 pixels. */
    static Path smallPhoto(Path file) {
        return write(file, SmallPhoto.BYTES);
    }

    /** Drawn once for all tests. */
    private static final class Photo {
        static final byte[] BYTES = TestImages.jpeg(Landscape.of(3200, 2400));
    }

    private static final class SmallPhoto {
        static final byte[] BYTES = TestImages.jpeg(Landscape.of(1600, 1200));
    }

    /** Writes a picture of 40 by 30 pixels as a PNG file. */
    static Path tiny(Path file) {
        return png(file, new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));
    }

    /** Writes a disc on a transparent ground as a PNG file. */
    static Path disc(Path file) {
        BufferedImage picture = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(new Color(0x0F6A63));
        canvas.fillOval(100, 50, 200, 200);
        canvas.dispose();
        return png(file, picture);
    }

    private static Path png(Path file, BufferedImage picture) {
        try {
            ImageIO.write(picture, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that is called a picture and is none. */
    static Path noPicture(Path file) {
        return write(file, "MZ, this is a program and no picture".getBytes(StandardCharsets.US_ASCII));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
