package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * The readers and writers to use. ImageIO's own lookup would use whichever plug-in is registered first.
 *
 * @param jpegReader the JDK's, fast and correct for grey and RGB
 * @param inkReader that of TwelveMonkeys, correct for CMYK and lossless JPEG
 */
record Codecs(
        ImageReaderSpi jpegReader,
        ImageReaderSpi inkReader,
        ImageReaderSpi pngReader,
        ImageReaderSpi webpReader,
        ImageWriterSpi jpegWriter,
        ImageWriterSpi pngWriter,
        ImageWriterSpi webpWriter) {

    private static final String JDK = "com.sun.imageio.plugins.";

    static Codecs find() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        return new Codecs(
                named(registry, ImageReaderSpi.class, JDK + "jpeg.JPEGImageReaderSpi"),
                inkReader(registry),
                named(registry, ImageReaderSpi.class, JDK + "png.PNGImageReaderSpi"),
                new WebPImageReaderSpi(),
                named(registry, ImageWriterSpi.class, JDK + "jpeg.JPEGImageWriterSpi"),
                named(registry, ImageWriterSpi.class, JDK + "png.PNGImageWriterSpi"),
                new WebPImageWriterSpi());
    }

    /** This reader works only when registered, which a single merged jar does not do automatically. */
    private static ImageReaderSpi inkReader(IIORegistry registry) {
        ImageReaderSpi registered = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (registered == null) {
            registered = new JPEGImageReaderSpi();
            registry.registerServiceProvider(registered, ImageReaderSpi.class);
        }
        return registered;
    }

    private static <T> T named(IIORegistry registry, Class<T> category, String className) {
        Iterator<T> providers = registry.getServiceProviders(category, false);
        while (providers.hasNext()) {
            T provider = providers.next();
            if (provider.getClass().getName().equals(className)) {
                return provider;
            }
        }
        throw new IllegalStateException("this Java has no " + className + "; expected the module java.desktop");
    }
}
