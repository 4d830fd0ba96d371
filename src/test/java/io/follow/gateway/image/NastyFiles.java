package io.follow.gateway.image;

import static io.follow.gateway.image.StructuredJpeg.baseline;
import static io.follow.gateway.image.StructuredJpeg.interleaved;
import static io.follow.gateway.image.StructuredJpeg.progressive;
import static io.follow.gateway.image.StructuredJpeg.sampled;
import static io.follow.gateway.image.StructuredJpeg.separate;
import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.frame;
import static io.follow.gateway.image.TestImages.pictureChunks;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.vp8x;
import static io.follow.gateway.image.TestImages.withChunks;
import static io.follow.gateway.image.TestImages.withExif;
import static io.follow.gateway.image.TestImages.withProfile;
import static io.follow.gateway.image.TestImages.withSegment;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import io.follow.gateway.image.StructuredJpeg.Scan;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small files of every structure there is, whole ones and damaged ones, by what they are. */
public final class NastyFiles {

    private static final int WIDTH = 41;
    private static final int HEIGHT = 35;

    private NastyFiles() {}

    /** The whole ones. */
    public static Map<String, byte[]> whole() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        putJpegs(files);
        putPngs(files);
        putWebps(files);
        return files;
    }

    /** Whole ones that are large enough for two threads, or for which colours and sides are changed after decoding. */
    public static Map<String, byte[]> costly() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int[] factors : new int[][] {{11}, {11, 11, 11}, {21, 11, 11}, {22, 11, 11}}) {
            files.put(
                    "large jpeg " + Arrays.toString(factors),
                    interleaved(1009, 1003, factors).file());
        }
        byte[] jpeg = interleaved(WIDTH, HEIGHT, 22, 11, 11).file();
        for (int orientation = 2; orientation <= 8; orientation++) {
            files.put("jpeg turned by " + orientation, withExif(jpeg, orientation));
        }
        files.put("jpeg with a profile", withProfile(jpeg, TestImages.swappedProfile()));
        return files;
    }

    /** Those that damage has made of the whole ones, and those that are made to lead a decoder astray. */
    public static Map<String, byte[]> damaged() throws ImageException {
        Map<String, byte[]> files = new LinkedHashMap<>(new MisleadingJpegs(WIDTH, HEIGHT).all());
        for (Map.Entry<String, byte[]> whole : whole().entrySet()) {
            Damage.to(whole.getValue()).forEach((damage, file) -> files.put(whole.getKey() + ", " + damage, file));
        }
        return files;
    }

    private static void putJpegs(Map<String, byte[]> files) {
        for (int[] factors : new int[][] {
            {11},
            {22},
            {11, 11, 11},
            {21, 11, 11},
            {12, 11, 11},
            {22, 11, 11},
            {41, 11, 11},
            {22, 21, 21},
            {23, 11, 11},
            {11, 22, 22}
        }) {
            String name = "jpeg " + Arrays.toString(factors);
            files.put(name + " interleaved", interleaved(WIDTH, HEIGHT, factors).file());
            files.put(
                    name + " restarts",
                    interleaved(WIDTH, HEIGHT, factors).withRestarts(2).file());
            files.put(name + " separate", separate(WIDTH, HEIGHT, factors).file());
            files.put(
                    name + " progressive",
                    progressive(WIDTH, HEIGHT, true, factors).file());
            files.put(
                    name + " progressive, separate",
                    progressive(WIDTH, HEIGHT, false, factors).file());
        }
        files.put(
                "jpeg in two scans",
                baseline(WIDTH, HEIGHT, sampled(22, 11, 11), Scan.of(0), Scan.of(1, 2))
                        .file());
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 2};
        for (int[] factors : new int[][] {{11, 11, 11, 11}, {22, 11, 11, 22}}) {
            for (StructuredJpeg inks : List.of(
                    separate(WIDTH, HEIGHT, factors),
                    interleaved(WIDTH, HEIGHT, factors),
                    interleaved(WIDTH, HEIGHT, factors).withRestarts(2),
                    progressive(WIDTH, HEIGHT, true, factors))) {
                files.put("jpeg of inks " + inks, withSegment(inks.file(), 0xEE, adobe));
            }
        }
        byte[] uncoded = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        for (StructuredJpeg colours : List.of(
                interleaved(WIDTH, HEIGHT, 11, 11, 11),
                interleaved(WIDTH, HEIGHT, 22, 22, 11),
                progressive(WIDTH, HEIGHT, true, 11, 11, 11))) {
            files.put("jpeg of RGB " + colours, withSegment(colours.file(), 0xEE, uncoded));
        }
        // What looks like arithmetic coding to a decoder that knows it: any bytes mean some pixels.
        files.put(
                "jpeg arithmetic",
                separate(WIDTH, HEIGHT, 22, 11, 11).withProcess(0xC9).file());
        files.put("jpeg of the JDK", TestImages.jpeg(drawn(BufferedImage.TYPE_INT_RGB)));
        files.put("jpeg of the JDK, progressive", TestImages.jpeg(drawn(BufferedImage.TYPE_INT_RGB), true));
    }

    private static void putPngs(Map<String, byte[]> files) {
        int[] types = {
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY
        };
        for (int type : types) {
            files.put("png " + type, png(drawn(type)));
            files.put("png " + type + " interlaced", TestImages.interlacedPng(drawn(type)));
        }
        files.put(
                "png with a transparent colour",
                withChunks(png(drawn(BufferedImage.TYPE_INT_RGB)), chunk("tRNS", new byte[] {0, 9, 0, 9, 0, 9})));
    }

    private static void putWebps(Map<String, byte[]> files) {
        BufferedImage opaque = drawn(BufferedImage.TYPE_INT_RGB);
        BufferedImage clear = drawn(BufferedImage.TYPE_INT_ARGB);
        files.put("webp", webp(opaque, CompressionType.Lossy));
        files.put("webp with alpha", webp(clear, CompressionType.Lossy));
        files.put("webp lossless", webp(opaque, CompressionType.Lossless));
        files.put("webp lossless with alpha", webp(clear, CompressionType.Lossless));
        byte[] chunks = pictureChunks(webp(opaque, CompressionType.Lossy));
        files.put(
                "webp animated",
                riff(vp8x(2, 60, 60), frame(4, 4, WIDTH, HEIGHT, chunks), frame(0, 0, WIDTH, HEIGHT, chunks)));
    }

    /** Each pixel is unlike its neighbours, and alpha is everything from none to full. */
    private static BufferedImage drawn(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int alpha = (x * 7 + y * 3) & 0xFF;
                image.setRGB(x, y, alpha << 24 | (x * 5 & 0xFF) << 16 | (y * 7 & 0xFF) << 8 | (x * y & 0xFF));
            }
        }
        return image;
    }

    static byte[] webp(BufferedImage image, CompressionType type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
            param.setCompressionType(type);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
