package io.follow.gateway.routetest;

import io.follow.gateway.routing.RouteSources;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routes that a gateway under test loads: those that it comes with, as they are in the routes directory or else in the jar,
 * and those of the test. Other files are not loaded, because they may read from other systems.
 */
final class TestRoutes {

    private static final Pattern KIND = Pattern.compile("(?m)^- *(\\w+):");

    private final Map<String, String> own = new LinkedHashMap<>();

    /** @param folders routes directories; in the first one that has a file, its version counts */
    TestRoutes(List<RouteFolder> folders) throws IOException {
        for (RouteSource source : RouteSources.inTheJar()) {
            own.put(nameOf(source.name(), source.text()), source.text());
        }
        for (int i = folders.size() - 1; i >= 0; i--) {
            for (RouteSource source : RouteSources.in(folders.get(i))) {
                own.replace(nameOf(source.name(), source.text()), source.text());
            }
        }
    }

    /** A template and a route that is made of it may have the same name; two definitions of one kind have not. */
    private static String nameOf(String file, String text) {
        Matcher kind = KIND.matcher(text);
        return (kind.find() ? kind.group(1) : "other") + "/" + file.substring(file.lastIndexOf('/') + 1);
    }

    /** Writes the files into a folder; those of the test take the place of others with the same name. */
    void writeTo(Path folder, List<Path> ofTheTest) throws IOException {
        Map<String, String> rest = new LinkedHashMap<>(own);
        Files.createDirectories(folder);
        for (Path file : ofTheTest) {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            rest.remove(nameOf(name, text));
            Files.writeString(folder.resolve(name), text);
        }
        for (Map.Entry<String, String> file : rest.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, file.getValue());
        }
    }
}
