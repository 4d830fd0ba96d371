package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPWriteParam;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.Flattening;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes with the JDK's JPEG and PNG writers and with libwebp, without metadata. */
final class JavaEncoder implements Encoder {

    private final Codecs codecs;
    private final Encoder avifEncoder;

    JavaEncoder(Codecs codecs, Encoder avifEncoder) {
        this.codecs = codecs;
        this.avifEncoder = avifEncoder;
    }

    @Override
    public byte[] encode(Picture picture, EncodeOptions options) throws ImageException {
        BufferedImage image = JavaPicture.of(picture, ImageError.ENCODE_FAILED).image();
        options.format().checkSides(picture);
        return switch (options.format()) {
            case JPEG -> write(codecs.jpegWriter(), new Flattening(options.ground()).apply(image), options);
            case PNG -> write(codecs.pngWriter(), image, options);
            case WEBP -> write(codecs.webpWriter(), image, options);
            case AVIF -> avifEncoder.encode(picture, options);
            case HEIC, GIF ->
                throw new ImageException(
                        ImageError.ENCODE_FAILED,
                        "this engine does not write " + options.format().contentType());
        };
    }

    private static byte[] write(ImageWriterSpi spi, BufferedImage image, EncodeOptions options) throws ImageException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = spi.createWriterInstance();
            try {
                writer.setOutput(output);
                writer.write(null, new IIOImage(image, null, null), parameters(writer, options));
            } finally {
                writer.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED,
                    "the picture cannot be written as " + options.format().contentType(),
                    e);
        }
        if (bytes.size() == 0) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED,
                    "the encoder wrote 0 bytes of " + options.format().contentType());
        }
        return bytes.toByteArray();
    }

    private static ImageWriteParam parameters(ImageWriter writer, EncodeOptions options) {
        float quality = options.quality() / 100f;
        if (options.format() == ImageFormat.WEBP) {
            WebPWriteParam webp = new WebPWriteParam(Locale.ROOT);
            webp.setCompressionType(CompressionType.Lossy);
            webp.setCompressionQuality(quality);
            webp.setMethod(options.webpMethod());
            return webp;
        }
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (options.format() == ImageFormat.JPEG) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
        }
        return param;
    }
}
