package io.follow.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A folder of route files. Loaded are the files {@code *.camel.yaml} in it and in its folders, which may have any name; not
 * those of {@code examples}, of folders in folders, and of hidden folders, in which a mounted ConfigMap keeps its files twice.
 *
 * @param path absolute
 */
public record RouteFolder(Path path) {

    /** The end of the name of every route file. */
    public static final String SUFFIX = ".camel.yaml";

    /** Where the jar has its copy of the files. */
    public static final String IN_THE_JAR = "classpath:routes/";

    private static final String FOLDER = "routes/";
    private static final String EXAMPLES = "examples";

    /**
     * Returns the route files in the jar as Camel's {@code routes-include-pattern}, each by its name: for a pattern Camel
     * would inflate the whole jar, which takes seconds.
     */
    static String filesInTheJar() throws IOException {
        return inTheJar().stream().map(name -> IN_THE_JAR + name).collect(Collectors.joining(","));
    }

    /** Returns the names of the route files in the jar, below its folder of routes. */
    public static List<String> inTheJar() throws IOException {
        List<String> files = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(IN_THE_JAR + "*/*" + SUFFIX)) {
            String url = file.getURL().toString();
            String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
            if (!name.startsWith(EXAMPLES + "/")) {
                files.add(name);
            }
        }
        return files.stream().sorted().toList();
    }

    /** Returns whether a file is loaded from here. */
    public boolean contains(Path file) {
        Path parent = file.getParent();
        return file.toString().endsWith(SUFFIX)
                && parent != null
                && (parent.equals(path) || (path.equals(parent.getParent()) && isPart(parent)));
    }

    /** Returns the path of a file below this folder, with {@code /}. */
    public String nameOf(Path file) {
        return path.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the files that are loaded, in the order of their paths. */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path part : parts()) {
            try (Stream<Path> entries = Files.list(part)) {
                entries.filter(this::contains).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /** Returns the parts with files in them, as Camel's {@code routes-include-pattern}; empty without any file. */
    String pattern() throws IOException {
        return files().stream()
                .map(file -> "file:" + file.getParent() + "/*" + SUFFIX)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return Stream.concat(
                            Stream.of(path),
                            entries.filter(Files::isDirectory)
                                    .filter(RouteFolder::isPart)
                                    .sorted())
                    .toList();
        }
    }

    private static boolean isPart(Path folder) {
        String name = folder.getFileName().toString();
        return !name.equals(EXAMPLES) && !name.startsWith(".");
    }
}
