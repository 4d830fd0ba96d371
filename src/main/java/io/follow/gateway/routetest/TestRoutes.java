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
 * The routes of a gateway under test: the gateway's own routes, from the routes directory or else from the jar, and those of
 * the test. Other files are not loaded, because they may connect to other systems.
 */
final class TestRoutes {

    private static final Pattern KIND = Pattern.compile("(?m)^- *(\\w+):");

    private final Map<String, String> own = new LinkedHashMap<>();

    /** @param folders routes directories; the first one that has a file takes precedence */
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

    /** A template and its route may have the same name, unlike two definitions of the same kind. */
    private static String nameOf(String file, String text) {
        Matcher kind = KIND.matcher(text);
        return (kind.find() ? kind.group(1) : "other") + "/" + file.substring(file.lastIndexOf('/') + 1);
    }

    /** Writes the files to a folder. Those of the test replace others with the same name. */
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
