package io.follow.gateway.settings;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.DefaultResourceLoader;
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

    /** Of a path such as {@code routes/pipeline/image-process.camel.yaml}. */
    private static final int DEPTH = 3;

    /**
     * Returns the route files in the jar as Camel's {@code routes-include-pattern}, each by its name: for a pattern Camel
     * would inflate the whole jar, which takes seconds.
     */
    static String filesInTheJar() throws IOException {
        return inTheJar().stream().map(name -> IN_THE_JAR + name).collect(Collectors.joining(","));
    }

    /** Returns the names of the route files in the jar, below its folder of routes. */
    public static List<String> inTheJar() throws IOException {
        Resource folder = new DefaultResourceLoader().getResource(IN_THE_JAR);
        Stream<String> names = folder.exists() && folder.getURL().openConnection() instanceof JarURLConnection jar
                ? namesIn(jar.getJarFile())
                : namesOnClassPath();
        return names.filter(name -> !name.startsWith(EXAMPLES + "/")).sorted().toList();
    }

    /** Spring's resolver would sort the names of all classes in the jar first. */
    private static Stream<String> namesIn(JarFile jar) {
        List<String> names = new ArrayList<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (name.startsWith(FOLDER) && name.endsWith(SUFFIX) && name.split("/", -1).length == DEPTH) {
                names.add(name.substring(FOLDER.length()));
            }
        }
        return names.stream();
    }

    private static Stream<String> namesOnClassPath() throws IOException {
        List<String> names = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(IN_THE_JAR + "*/*" + SUFFIX)) {
            String url = file.getURL().toString();
            names.add(url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()));
        }
        return names.stream();
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
