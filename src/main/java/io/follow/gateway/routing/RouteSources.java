package io.follow.gateway.routing;

import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.core.io.DefaultResourceLoader;

/** Reads the route files that a start would load. */
public final class RouteSources {

    private RouteSources() {}

    /** Those of a folder. */
    public static List<RouteSource> in(RouteFolder folder) throws IOException {
        List<RouteSource> sources = new ArrayList<>();
        for (Path file : folder.files()) {
            sources.add(new RouteSource(folder.nameOf(file), text(Files.readAllBytes(file))));
        }
        return sources;
    }

    /** Those of the copy in the jar. */
    public static List<RouteSource> inTheJar() throws IOException {
        List<RouteSource> sources = new ArrayList<>();
        for (String name : RouteFolder.inTheJar()) {
            try (InputStream file = new DefaultResourceLoader()
                    .getResource(RouteFolder.IN_THE_JAR + name)
                    .getInputStream()) {
                sources.add(new RouteSource(name, text(file.readAllBytes())));
            }
        }
        return sources;
    }

    /** Returns whether these are the files of the copy in the jar, each with the same name and text. */
    static boolean areThoseOfTheJar(List<RouteSource> sources) {
        try {
            return new HashSet<>(sources).equals(new HashSet<>(inTheJar()));
        } catch (IOException e) {
            throw new UncheckedIOException("the route files of the jar cannot be read", e);
        }
    }

    /** A file in another encoding is still shown, with marks in place of what is no UTF-8. */
    static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
