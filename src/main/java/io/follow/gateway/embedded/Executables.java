package io.follow.gateway.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Looks up programs in a search path such as the variable {@code PATH}. */
final class Executables {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private Executables() {}

    /** All programs of this name, in the order of the search path; relative directories are ignored. */
    static List<Path> named(String name, String searchPath) {
        return SEPARATOR
                .splitAsStream(searchPath)
                .filter(folder -> folder.startsWith(File.separator))
                .map(folder -> Path.of(folder, name))
                .filter(Executables::isExecutableFile)
                .toList();
    }

    static boolean isExecutableFile(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
