package io.follow.gateway.image;

import static io.follow.gateway.image.heif.HeifFiles.alphaType;
import static io.follow.gateway.image.heif.HeifFiles.data;
import static io.follow.gateway.image.heif.HeifFiles.grid;
import static io.follow.gateway.image.heif.HeifFiles.property;
import static io.follow.gateway.image.heif.HeifFiles.size;

import io.follow.gateway.image.heif.HeifException;
import io.follow.gateway.image.heif.HeifFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small HEIC, AVIF and GIF files. Quadrants are red, green, blue and yellow. */
public final class HeifSamples {

    public static final int WIDTH = 128;
    public static final int HEIGHT = 96;

    private HeifSamples() {}

    /** A file beside this class, made by libheif or libavif with x265 or libaom. */
    public static byte[] read(String name) {
        try (InputStream file = HeifSamples.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] quadrants(ImageFormat format) {
        return switch (format) {
            case HEIC -> read("quadrants.heic");
            case AVIF -> read("quadrants-10-bit.avif");
            case GIF -> gif(TestImages.quadrants(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), false);
            case JPEG, PNG, WEBP -> throw new IllegalArgumentException("made by the encoders of the engines");
        };
    }

    /** The coded picture as an item, with further properties. */
    public static HeifFiles item(HeifFiles files, int id, HeifFiles.Box... more) throws HeifException {
        byte[] source = read("quadrants.heic");
        HeifFiles.Box[] all = new HeifFiles.Box[more.length + 2];
        all[0] = property(source, "hvcC");
        all[1] = size(WIDTH, HEIGHT);
        System.arraycopy(more, 0, all, 2, more.length);
        return files.item(id, "hvc1", data(source), all);
    }

    /** A file of the coded picture with further properties. */
    public static byte[] with(HeifFiles.Box... more) throws HeifException {
        return item(new HeifFiles("heic"), 1, more).build();
    }

    /** Two by two tiles, of which only a part is shown. */
    public static byte[] tiled(int width, int height, HeifFiles.Box... more) throws HeifException {
        HeifFiles files = new HeifFiles("heic");
        HeifFiles.Box[] all = new HeifFiles.Box[more.length + 1];
        all[0] = size(width, height);
        System.arraycopy(more, 0, all, 1, more.length);
        files.item(9, "grid", grid(2, 2, width, height), all);
        for (int i = 1; i <= 4; i++) {
            item(files, i);
        }
        return files.reference("dimg", 9, 1, 2, 3, 4).primary(9).build();
    }

    /** The colours of the picture and, as its opacity, the brightness of the same. */
    public static byte[] opaqueByBrightness(boolean premultiplied) throws HeifException {
        HeifFiles files = item(item(new HeifFiles("heic"), 1), 2, alphaType());
        files.reference("auxl", 2, 1);
        return premultiplied ? files.reference("prem", 1, 2).build() : files.build();
    }

    static Map<String, byte[]> derived() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            files.put("a grid", tiled(201, 153));
            files.put("a turned part", with(HeifFiles.rotation(1), HeifFiles.mirror(0), HeifFiles.part(33, 21, 1, -1)));
            files.put("premultiplied", opaqueByBrightness(true));
            files.put("Display P3", with(HeifFiles.codePoints(12, 13, 1, false)));
            files.put(
                    "in the metadata",
                    item(new HeifFiles("heic").storedBy(1), 1).build());
        } catch (HeifException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    /** All of them by name. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>(derived());
        for (String name :
                new String[] {"quadrants.heic", "quadrants-alpha.heic", "quadrants-10-bit.avif", "grey-limited.avif"}) {
            files.put(name, read(name));
        }
        files.put("an interlaced GIF", interlacedGif());
        return files;
    }

    static byte[] interlacedGif() {
        return gif(TestImages.quadrants(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), true);
    }

    static byte[] gif(BufferedImage image, boolean interlaced) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
