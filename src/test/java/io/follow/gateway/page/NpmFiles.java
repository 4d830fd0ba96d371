package io.follow.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Text files of npm packages, from the WebJars that the build copies. */
final class NpmFiles {

    /** Where the build copies them. */
    static final Path FOLDER = Path.of("target/openapi-tools");

    /** A scoped package, {@code @scope/name}, is the WebJar {@code scope__name}. */
    private static final Pattern ENTRY = Pattern.compile("META-INF/resources/webjars/(?:(.+?)__)?([^/]+)/[^/]+/(.+)");

    private NpmFiles() {}

    /** The contents of files, by package and path, such as {@code @redocly/openapi-core/lib/index.js}. */
    static Map<String, String> named(Predicate<String> wanted) {
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(FOLDER, "*-[0-9]*.jar")) {
            for (Path jar : jars) {
                read(jar, wanted, files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void read(Path jar, Predicate<String> wanted, Map<String, String> files) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Matcher place = ENTRY.matcher(entry.getName());
                if (place.matches() && !entry.isDirectory()) {
                    String scope = place.group(1) == null ? "" : "@" + place.group(1) + "/";
                    String name = scope + place.group(2) + "/" + place.group(3);
                    if (wanted.test(name)) {
                        files.put(name, text(zip, entry));
                    }
                }
            }
        }
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
