package io.follow.gateway.routing.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the syntax of a file with the parser that Camel uses, and keeps what it says about lines. */
final class YamlReader {

    private static final String A_LIST = "a list of definitions, each beginning with \"- route:\" or the like";

    private YamlReader() {}

    /** Returns the file, or nothing when it is no YAML or no list of definitions; why is then among the findings. */
    static Optional<RouteFile> read(RouteSource source, Findings findings) {
        LoadSettings settings = LoadSettings.builder().setLabel(source.name()).build();
        try {
            Optional<Node> root = new Composer(
                            settings, new ParserImpl(settings, new StreamReader(settings, source.text())))
                    .getSingleNode();
            if (root.isEmpty()) {
                findings.add(at(source, null, "a file without definitions", A_LIST));
                return Optional.empty();
            }
            RouteFile file = new RouteFile(source, new YamlValue(root.get()));
            return isList(file, findings) && hasNoKeyTwice(file, file.content(), findings)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            findings.add(syntax(source, markOf(e), e.getProblem()));
        } catch (YamlEngineException e) {
            findings.add(syntax(source, null, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static boolean isList(RouteFile file, Findings findings) {
        if (!file.content().isList()) {
            findings.error(file, file.content(), file.content().isMap() ? "a map" : "a text", A_LIST);
            return false;
        }
        for (YamlValue item : file.content().items()) {
            if (!item.isMap()) {
                findings.error(file, item, "an item that is no definition", A_LIST);
                return false;
            }
        }
        return true;
    }

    /** Of two equal keys Camel would take the last one, and say nothing. */
    private static boolean hasNoKeyTwice(RouteFile file, YamlValue value, Findings findings) {
        if (value.node().isRecursive()) {
            findings.error(file, value, "a value that contains itself", "values without such an alias");
            return false;
        }
        Set<String> keys = new HashSet<>();
        boolean good = true;
        for (YamlValue.Entry entry : value.entries()) {
            if (!keys.add(entry.key())) {
                findings.error(file, entry.place(), "\"" + entry.key() + "\" a second time", "it once at this level");
                good = false;
            }
            good &= hasNoKeyTwice(file, entry.value(), findings);
        }
        for (YamlValue item : value.items()) {
            good &= hasNoKeyTwice(file, item, findings);
        }
        return good;
    }

    /** Where the problem is; of something that has no end, where it begins. */
    private static @Nullable Mark markOf(MarkedYamlEngineException e) {
        return e.getProblem().contains("end of stream")
                ? e.getContextMark().or(e::getProblemMark).orElse(null)
                : e.getProblemMark().or(e::getContextMark).orElse(null);
    }

    private static Finding syntax(RouteSource source, @Nullable Mark mark, String problem) {
        if (problem.contains("TAB")) {
            return at(source, mark, "a tab", "spaces");
        }
        String line = problem.lines().findFirst().orElse(problem);
        return at(source, mark, "no YAML (" + line + ")", "other indentation, quotes or brackets here or just above");
    }

    private static Finding at(RouteSource source, @Nullable Mark mark, String found, String expected) {
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        return new Finding(Severity.ERROR, source.name(), line, column, found, expected, null);
    }
}
