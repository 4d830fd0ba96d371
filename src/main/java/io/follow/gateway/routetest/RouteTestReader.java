package io.follow.gateway.routetest;

import io.follow.gateway.routetest.Expectation.Kind;
import io.follow.gateway.routetest.RouteTestFile.ServerSpec;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads test files. */
final class RouteTestReader {

    private static final int DEFAULT_TIMEOUT = 30;
    private static final int OK = 200;

    /** Settings of the server and its certificates, including the names of the Go gateway. */
    private static final Pattern SERVER = Pattern.compile(
            "(redis|valkey|img[._-]gw[._-](redis|valkey)|gateway[._-]server|spring[._-]data[._-]redis)([._-].*)?",
            Pattern.CASE_INSENSITIVE);

    private final Path path;
    private final String name;

    private RouteTestReader(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @param name the name for messages
     * @throws InvalidTestFileException if the file is invalid
     */
    static RouteTestFile read(Path path, String name) throws IOException {
        RouteTestReader reader = new RouteTestReader(path, name);
        YamlNode content = reader.parse(Files.readString(path));
        Shape.check(name, content);
        return reader.file(content);
    }

    private YamlNode parse(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
                    .getSingleNode()
                    .map(YamlNode::new)
                    .orElseThrow(() -> noYaml(new Place(1, 1), "an empty file"));
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            Place place = mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
            throw noYaml(place, "no YAML (" + e.getProblem().lines().findFirst().orElse("") + ")");
        } catch (YamlEngineException e) {
            throw noYaml(new Place(1, 1), "no YAML");
        }
    }

    private InvalidTestFileException noYaml(Place place, String found) {
        return new InvalidTestFileException(name, place, found, "a map with tests");
    }

    private RouteTestFile file(YamlNode content) {
        Map<String, ServerSpec> servers = new LinkedHashMap<>();
        entries(content, "servers")
                .forEach(server -> servers.put(
                        server.key(),
                        new ServerSpec(
                                number(server.value(), "status", OK),
                                Objects.requireNonNullElse(server.value().text("body"), ""))));
        TestParser tests = new TestParser(name, directory());
        return new RouteTestFile(
                path,
                name,
                routes(content),
                properties(content),
                servers,
                content.items("stub").stream().map(YamlNode::text).toList(),
                Duration.ofSeconds(number(content, "timeout", DEFAULT_TIMEOUT)),
                content.items("tests").stream()
                        .map(test -> checked(tests.test(test), servers, content))
                        .toList());
    }

    /** Rejects settings of the server, because each test has its own. */
    private Map<String, String> properties(YamlNode content) {
        for (YamlNode.Entry property : entries(content, "properties")) {
            if (SERVER.matcher(property.key()).matches()) {
                throw new InvalidTestFileException(
                        name,
                        property.place().place(),
                        "\"" + property.key() + "\" in properties",
                        "no server: each test has one of its own");
            }
        }
        return content.get("properties").map(YamlNode::texts).orElseGet(Map::of);
    }

    private Path directory() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    /** The route file with the name of the test file, and the listed ones. */
    private List<Path> routes(YamlNode content) {
        List<Path> routes = new ArrayList<>();
        String stem = path.getFileName().toString().replace(RouteTestFile.SUFFIX, "");
        Path own = directory().resolve(stem + RouteFolder.SUFFIX);
        if (Files.isRegularFile(own)) {
            routes.add(own);
        }
        for (YamlNode route : content.items("routes")) {
            Path file = directory().resolve(route.text()).normalize();
            if (!Files.isRegularFile(file) || !file.toString().endsWith(RouteFolder.SUFFIX)) {
                throw new InvalidTestFileException(
                        name,
                        route.place(),
                        route.words() + " in routes",
                        "the path of a *" + RouteFolder.SUFFIX + " file");
            }
            if (routes.stream().anyMatch(other -> other.getFileName().equals(file.getFileName()))) {
                throw new InvalidTestFileException(
                        name, route.place(), route.words() + " in routes", "a file with a name of its own");
            }
            routes.add(file);
        }
        if (routes.isEmpty()) {
            throw new InvalidTestFileException(
                    name,
                    content.place(),
                    "no route to test",
                    "a file " + stem + RouteFolder.SUFFIX + " beside this one, or routes");
        }
        return routes;
    }

    /** Checks that the file defines the servers to which its tests refer. */
    private TestCase checked(TestCase test, Map<String, ServerSpec> servers, YamlNode content) {
        List<String> stubbed =
                content.items("stub").stream().map(YamlNode::text).toList();
        for (Expectation expectation : test.expectations()) {
            if (expectation.kind() == Kind.REQUEST && !servers.containsKey(expectation.subject())) {
                throw unknown(expectation.place(), "server", expectation.subject(), List.copyOf(servers.keySet()));
            }
            if (expectation.kind() == Kind.MESSAGE && !isStubbed(expectation.subject(), stubbed)) {
                throw unknown(expectation.place(), "endpoint", expectation.subject(), stubbed);
            }
        }
        for (Action action : test.actions()) {
            if (action instanceof Action.Send send && !isStubbed(send.endpoint(), stubbed)) {
                throw unknown(send.place(), "endpoint", send.endpoint(), stubbed);
            }
        }
        return test;
    }

    private static boolean isStubbed(String endpoint, List<String> stubbed) {
        return stubbed.contains(endpoint.replaceFirst(":.*", ""));
    }

    private InvalidTestFileException unknown(Place place, String kind, String found, List<String> known) {
        String key = kind.equals("server") ? "servers" : "stub";
        String expected =
                known.isEmpty() ? "an item for it in " + key : "one of " + key + ": " + String.join(", ", known);
        return new InvalidTestFileException(name, place, "the " + kind + " \"" + found + "\"", expected);
    }

    private static List<YamlNode.Entry> entries(YamlNode map, String key) {
        return map.get(key).map(YamlNode::entries).orElseGet(List::of);
    }

    private static int number(YamlNode map, String key, int otherwise) {
        String text = map.text(key);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
