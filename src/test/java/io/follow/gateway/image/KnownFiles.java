package io.follow.gateway.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Every JPEG and WebP that TwelveMonkeys tests its readers with, among them broken ones that people sent in. */
public final class KnownFiles {

    private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(jpe?g|webp)");

    private KnownFiles() {}

    /** What is done with each file, one at a time because they are large. */
    public interface Visitor {
        void visit(String name, ImageFormat format, byte[] data) throws IOException;
    }

    public static void forEach(Visitor visitor) throws IOException {
        for (String insideJar : List.of("/jpeg/gray-sample.jpg", "/webp/test.webp")) {
            URL url = KnownFiles.class.getResource(insideJar);
            try (JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
                for (JarEntry entry : jar.stream().toList()) {
                    String name = entry.getName();
                    if (PICTURE.matcher(name).matches()) {
                        try (InputStream stream = jar.getInputStream(entry)) {
                            visitor.visit(
                                    name,
                                    name.endsWith(".webp") ? ImageFormat.WEBP : ImageFormat.JPEG,
                                    stream.readAllBytes());
                        }
                    }
                }
            }
        }
    }
}
