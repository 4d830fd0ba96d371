package io.follow.gateway.routetest;

import io.follow.gateway.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A set of valid test files. */
public final class RouteTestSuite {

    private final List<RouteTestFile> files;

    private RouteTestSuite(List<RouteTestFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads a test file, or those of a directory and its subdirectories.
     *
     * @throws InvalidTestFileException for the first invalid file
     * @throws InvalidSettingException if there is none
     */
    public static RouteTestSuite read(Path place) throws IOException {
        List<RouteTestFile> files = new ArrayList<>();
        for (Path file : find(place)) {
            files.add(RouteTestReader.read(file, name(place, file)));
        }
        if (files.isEmpty()) {
            throw new InvalidSettingException("DIR is \"" + place + "\", expected a directory with *"
                    + RouteTestFile.SUFFIX + " files, or such a file");
        }
        return new RouteTestSuite(files);
    }

    private static List<Path> find(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(RouteTestFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path place, Path file) {
        Path name = place.equals(file) ? file.getFileName() : place.relativize(file);
        return name.toString().replace('\\', '/');
    }

    List<RouteTestFile> files() {
        return files;
    }

    /** The number of files. */
    public int size() {
        return files.size();
    }

    /** The name of the only file, or of the first one. */
    public String name() {
        return files.get(0).name();
    }

    /** Splits the suite into one suite per file. */
    public List<RouteTestSuite> perFile() {
        return files.stream().map(file -> new RouteTestSuite(List.of(file))).toList();
    }
}
