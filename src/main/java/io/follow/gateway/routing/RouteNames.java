package io.follow.gateway.routing;

import io.follow.gateway.settings.RouteFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What route files are called in messages: by their path below the routes directory.
 *
 * @param folder the routes directory, or null when the files are in the jar
 */
public record RouteNames(@Nullable Path folder) {

    private static final String FILE = "file:";

    /** Returns the name of the file at a location as Camel writes it. */
    String of(String location) {
        if (location.startsWith(RouteFolder.IN_THE_JAR)) {
            return location.substring(RouteFolder.IN_THE_JAR.length());
        }
        Path path = Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location);
        return folder != null && path.startsWith(folder) ? new RouteFolder(folder).nameOf(path) : location;
    }
}
