package io.follow.gateway.routetest;

import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.routetest.Expectation.Kind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses the tests of a file. The structure has been checked before.
 *
 * @param file the name of the file, for messages
 * @param directory the directory of the file
 */
record TestParser(String file, Path directory) {

    TestCase test(YamlNode test) {
        Map<String, Map<String, String>> hashes = new LinkedHashMap<>();
        Optional<YamlNode> given = test.get("given");
        given.flatMap(things -> things.get("hashes")).ifPresent(map -> map.entries()
                .forEach(hash -> hashes.put(hash.key(), hash.value().texts())));
        return new TestCase(
                test.place(),
                text(test, "name"),
                given.stream()
                        .flatMap(things -> things.items("files").stream())
                        .map(files()::spec)
                        .toList(),
                hashes,
                test.items("when").stream().map(this::action).toList(),
                expectations(test));
    }

    private FileSpecParser files() {
        return new FileSpecParser(file, directory);
    }

    private List<Expectation> expectations(YamlNode test) {
        List<Expectation> expectations =
                test.items("then").stream().map(this::expectation).toList();
        if (expectations.stream().allMatch(Expectation::isAbsence)) {
            throw wrong(
                    test.get("then").orElse(test),
                    "a test that waits for nothing",
                    "something that comes, beside what has the count 0");
        }
        return expectations;
    }

    private Action action(YamlNode item) {
        YamlNode.Entry entry = item.entries().get(0);
        YamlNode value = entry.value();
        Place place = entry.place().place();
        return switch (entry.key()) {
            case "addJob" -> new Action.AddJob(place, pipeline(value), texts(value, "fields"));
            case "addEntry" -> new Action.AddEntry(place, text(value, "stream"), texts(value, "fields"));
            case "dropFile" -> new Action.DropFile(place, files().spec(value));
            case "call" -> {
                String method = Objects.requireNonNullElse(
                        value.text("method"), value.get("body").isPresent() ? "POST" : "GET");
                yield new Action.Call(place, method, text(value, "path"), texts(value, "headers"), value.text("body"));
            }
            default ->
                new Action.Send(
                        place,
                        text(value, "endpoint"),
                        new LinkedHashMap<>(texts(value, "headers")),
                        value.text("body"));
        };
    }

    private String pipeline(YamlNode value) {
        String pipeline = Objects.requireNonNullElse(value.text("pipeline"), PipelineNaming.IMAGE);
        if (!PipelineNaming.isName(pipeline)) {
            throw wrong(value, "\"" + pipeline + "\" as pipeline", "the name of a pipeline");
        }
        return pipeline;
    }

    private Expectation expectation(YamlNode item) {
        YamlNode.Entry entry = item.entries().get(0);
        YamlNode value = entry.value();
        Kind kind = Stream.of(Kind.values())
                .filter(known -> known.key().equals(entry.key()))
                .findFirst()
                .orElseThrow();
        String subject =
                switch (kind) {
                    case RESULT -> pipeline(value);
                    case FILE, RESPONSE, LOG -> "";
                    default -> text(value, kind.subject());
                };
        Map<String, ExpectedValue> values = new LinkedHashMap<>();
        for (YamlNode.Entry part : value.entries()) {
            if (part.key().equals("fields")) {
                part.value().entries().forEach(field -> values.put(field.key(), expected(field.value())));
            } else if (part.key().equals("headers") || part.key().equals("json")) {
                part.value()
                        .entries()
                        .forEach(field -> values.put(part.key() + "." + field.key(), expected(field.value())));
            } else if (!part.key().equals(kind.subject()) && !part.key().equals("count")) {
                values.put(part.key(), expected(part.value()));
            }
        }
        String count = value.text("count");
        return new Expectation(
                entry.place().place(), kind, subject, values, count == null ? null : Integer.valueOf(count));
    }

    private ExpectedValue expected(YamlNode value) {
        if (!value.isMap()) {
            return ExpectedValue.exactly(value.text());
        }
        YamlNode.Entry kind = value.entries().get(0);
        String text = kind.value().text();
        return switch (kind.key()) {
            case "present" -> ExpectedValue.present(text.equals("true"));
            case "contains" -> ExpectedValue.containing(text);
            default -> {
                try {
                    yield ExpectedValue.matching(Pattern.compile(text));
                } catch (PatternSyntaxException e) {
                    throw wrong(
                            kind.value(),
                            "the pattern " + text + " (" + e.getDescription() + ")",
                            "a regular expression");
                }
            }
        };
    }

    private static Map<String, String> texts(YamlNode map, String key) {
        return map.get(key).map(YamlNode::texts).orElseGet(Map::of);
    }

    private static String text(YamlNode map, String key) {
        @Nullable String text = map.text(key);
        return Objects.requireNonNull(text);
    }

    private InvalidTestFileException wrong(YamlNode place, String found, String expected) {
        return new InvalidTestFileException(file, place.place(), found, expected);
    }
}
