package io.follow.gateway.routetest;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Observes the files in the data directory of a gateway, except those of its server.
 *
 * @param directory the data directory
 */
record StoredFiles(Path directory) {

    private static final String SERVER = "valkey/";

    /** Returns the files whose path meets the expectation, or all if it names no path. Omits files that disappear meanwhile. */
    List<Observation> matching(@Nullable ExpectedValue path) {
        List<Observation> found = new ArrayList<>();
        for (Path file : files()) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            if (!name.startsWith(SERVER) && (path == null || path.accepts(name))) {
                read(file).ifPresent(content -> found.add(observation(name, content)));
            }
        }
        return found;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException | IOException e) {
            // A folder was removed meanwhile. The next call finds the other files.
            return List.of();
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Observation observation(String name, byte[] content) {
        Observation file = Observation.ignoringCase().with("path", name);
        Optional<ImageFormat> format = ImageFormat.detect(content);
        if (format.isEmpty()) {
            return file.with("text", new String(content, StandardCharsets.UTF_8));
        }
        file.with("type", format.get().contentType());
        try {
            ImageHeader header = new HeaderProbe().probe(content, format.get(), ImageLimits.DEFAULTS);
            file.with("width", Integer.toString(header.orientedWidth()));
            file.with("height", Integer.toString(header.orientedHeight()));
        } catch (ImageException e) {
            // The picture is incomplete or damaged, so it has no size.
            return file;
        }
        return file;
    }
}
