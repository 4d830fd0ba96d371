package io.follow.gateway.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.follow.gateway.routing.check.RouteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A YAML file below {@code routes/}.
 *
 * @param name the path below that folder, with {@code /}
 */
record RouteFile(String name, String text, JsonNode content) {

    static final Path FOLDER = Path.of("routes");
    static final String SUFFIX = ".camel.yaml";

    private static final List<String> BESIDE_ROUTES = List.of(".test.yaml", ".schema.json", ".md");
    private static final List<String> PRODUCERS = List.of("to", "toD", "wireTap", "enrich", "poll");
    private static final List<String> CONSUMERS = List.of("from", "pollEnrich");

    static RouteFile parse(String name, String text) {
        try {
            return new RouteFile(name, text, new ObjectMapper(new YAMLFactory()).readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": found no YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** Every file below {@code routes/} but the tests, their schema and texts, in the order of their paths. */
    static List<RouteFile> all() {
        return below(FOLDER);
    }

    /** Every file below a folder, in the order of their paths. */
    static List<RouteFile> below(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<RouteFile> files = new ArrayList<>();
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(RouteFile::isRoute)
                    .sorted()
                    .toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.add(parse(name, Files.readString(path)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoute(Path path) {
        return BESIDE_ROUTES.stream().noneMatch(path.toString()::endsWith);
    }

    List<String> lines() {
        return text.lines().toList();
    }

    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        content.forEach(entry ->
                entry.properties().forEach(field -> definitions.add(new Definition(field.getKey(), field.getValue()))));
        return definitions;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        CONSUMERS.forEach(key -> content.findValues(key).forEach(node -> endpoints.add(Endpoint.of(node, true))));
        PRODUCERS.forEach(key -> content.findValues(key).forEach(node -> endpoints.add(Endpoint.of(node, false))));
        return endpoints;
    }

    /** Whether the gateway leaves the file alone until somebody copies it. */
    boolean isExample() {
        return name.startsWith("examples/");
    }

    /** The file as the checker takes it. */
    RouteSource source() {
        return new RouteSource(name, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
