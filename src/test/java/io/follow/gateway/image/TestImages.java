package io.follow.gateway.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws pictures and writes them as files, with whatever around the pixels a test needs. */
public final class TestImages {

    private TestImages() {}

    /** Red top left, green top right, blue bottom left, yellow bottom right. */
    public static BufferedImage quadrants(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
        for (int i = 0; i < colours.length; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(i % 2 * (width / 2), i / 2 * (height / 2), width - width / 2, height - height / 2);
        }
        graphics.dispose();
        return image;
    }

    public static BufferedImage plain(int width, int height, int type, int argb) {
        BufferedImage image = new BufferedImage(width, height, type);
        int[] row = new int[width];
        Arrays.fill(row, argb);
        for (int y = 0; y < height; y++) {
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    public static byte[] jpeg(BufferedImage image) {
        return jpeg(image, false);
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) {
        return write("jpeg", new IIOImage(image, null, null), inScans(progressive));
    }

    /** A JPEG of four ink components with Adobe's marker, under which 255 is no ink. */
    public static byte[] cmykJpeg(int width, int height, int... inks) {
        byte[] adobe = join(ascii("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 0});
        return withSegment(fourComponentJpeg(width, height, inks), 0xEE, adobe);
    }

    public static byte[] fourComponentJpeg(int width, int height, int... inks) {
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, inks);
            }
        }
        return write("jpeg", new IIOImage(raster, null, null), inScans(false));
    }

    public static byte[] png(BufferedImage image) {
        return write("png", new IIOImage(image, null, null), inScans(false));
    }

    /** For a large picture whose file may be large too: compressing it takes longer than all the rest. */
    public static byte[] uncompressedPng(BufferedImage image) {
        return write("png", new IIOImage(image, null, null), param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
        });
    }

    public static byte[] interlacedPng(BufferedImage image) {
        return write("png", new IIOImage(image, null, null), inScans(true));
    }

    private static Consumer<ImageWriteParam> inScans(boolean progressive) {
        return param -> {
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
        };
    }

    private static byte[] write(String format, IIOImage image, Consumer<ImageWriteParam> settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = image.hasRaster()
                ? ImageIO.getImageWritersByFormatName(format).next()
                : ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image.getRenderedImage()), format)
                        .next();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            settings.accept(param);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static BufferedImage read(byte[] data) {
        try {
            // Without it, the bytes go into a file first.
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TIFF block with nothing but the orientation. */
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1})
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A profile whose red is sRGB's green and the other way round, so that a conversion cannot be overlooked. */
    public static byte[] swappedProfile() {
        byte[] profile = srgbProfile();
        ByteBuffer tags = ByteBuffer.wrap(profile);
        int count = tags.getInt(128);
        for (int i = 0; i < count; i++) {
            int entry = 132 + 12 * i;
            String name = new String(profile, entry, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("rXYZ")) {
                profile[entry] = 'g';
            } else if (name.equals("gXYZ")) {
                profile[entry] = 'r';
            }
        }
        return profile;
    }

    public static byte[] srgbProfile() {
        return ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    /** A segment of a JPEG with its marker and its length. */
    public static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .array();
    }

    /** Puts a segment right after the start mark of a JPEG. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return insert(jpeg, 2, segment(marker, content));
    }

    public static byte[] withExif(byte[] jpeg, int orientation) {
        return withSegment(jpeg, 0xE1, join(ascii("Exif\0\0"), exif(orientation)));
    }

    public static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return withSegment(jpeg, 0xE2, join(ascii("ICC_PROFILE\0"), new byte[] {1, 1}, profile));
    }

    /** A PNG chunk with its checksum. */
    public static byte[] chunk(String type, byte[] content) {
        byte[] body = join(ascii(type), content);
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(content.length)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    /** Puts chunks right after the IHDR of a PNG. */
    public static byte[] withChunks(byte[] png, byte[]... chunks) {
        return insert(png, 33, join(chunks));
    }

    public static byte[] pngHeader(int width, int height, int depth, int type) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) type)
                .array();
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                chunk("IHDR", header),
                chunk("IDAT", new byte[10]),
                chunk("IEND", new byte[0]));
    }

    public static byte[] riff(byte[]... chunks) {
        byte[] body = join(chunks);
        return join(ascii("RIFF"), little(body.length + 4, 4), ascii("WEBP"), body);
    }

    public static byte[] riffChunk(String type, byte[] content) {
        return join(ascii(type), little(content.length, 4), content, new byte[content.length & 1]);
    }

    /** The extended header of a WebP; flags: 2 animation, 8 EXIF, 16 alpha, 32 profile. */
    public static byte[] vp8x(int flags, int width, int height) {
        return riffChunk("VP8X", join(new byte[] {(byte) flags, 0, 0, 0}, little(width - 1, 3), little(height - 1, 3)));
    }

    /** The chunks of a WebP without its file header, as they are put into a frame. */
    public static byte[] pictureChunks(byte[] webp) {
        return Arrays.copyOfRange(webp, 12, webp.length);
    }

    public static byte[] frame(int x, int y, int width, int height, byte[] chunks) {
        return riffChunk(
                "ANMF",
                join(
                        little(x / 2, 3),
                        little(y / 2, 3),
                        little(width - 1, 3),
                        little(height - 1, 3),
                        new byte[4],
                        chunks));
    }

    public static byte[] little(long value, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] data, int at, int length) {
        return new String(data, at, length, StandardCharsets.ISO_8859_1);
    }

    public static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] insert(byte[] data, int at, byte[] piece) {
        return join(Arrays.copyOf(data, at), piece, Arrays.copyOfRange(data, at, data.length));
    }

    public static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /** How many bytes at its end a file can lack and still be whole: its end mark. */
    static int endMarkOf(ImageFormat format) {
        return switch (format) {
            case JPEG -> 2;
            case PNG -> 12;
            case WEBP, AVIF, HEIC -> 0;
            case GIF -> 1;
        };
    }
}
