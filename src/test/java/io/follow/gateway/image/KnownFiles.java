package io.follow.gateway.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Every JPEG and WebP that TwelveMonkeys tests its readers with, among them broken ones that people sent in. */
public final class KnownFiles {

    private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(jpe?g|webp)");

    /** Copied by the build, which does not make them a dependency because of their size. */
    private static final List<Path> ARCHIVES = List.of(
            Path.of("target/pictures/imageio-jpeg-tests.jar"), Path.of("target/pictures/imageio-webp-tests.jar"));

    private KnownFiles() {}

    /** What is done with each file, one at a time because they are large. */
    public interface Visitor {
        void visit(String name, ImageFormat format, byte[] data) throws IOException;
    }

    public static void forEach(Visitor visitor) throws IOException {
        for (Path archive : ARCHIVES) {
            try (JarFile jar = new JarFile(archive.toFile())) {
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
