package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file, which knows where it stands. */
final class YamlValue {

    private final Node node;

    /** Made when they are asked for, and kept: a check at the start asks for them again and again. */
    private @Nullable List<Entry> entries;

    private @Nullable List<YamlValue> items;

    YamlValue(Node node) {
        this.node = node;
    }

    /** A key with its value. Camel takes the keys of a step with dashes, too: {@code from-uri} is given as {@code fromUri}. */
    record Entry(String key, YamlValue place, YamlValue value) {}

    Node node() {
        return node;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** The text of a scalar; otherwise an empty text. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The text below a key; empty where there is none. */
    String text(String key) {
        return get(key).map(YamlValue::text).orElse("");
    }

    Optional<YamlValue> get(String key) {
        for (Entry entry : entries()) {
            if (entry.key().equals(key)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** The entries of a map; of anything else none. */
    List<Entry> entries() {
        List<Entry> known = entries;
        if (known == null) {
            known = readEntries();
            entries = known;
        }
        return known;
    }

    private List<Entry> readEntries() {
        if (!(node instanceof MappingNode map)) {
            return List.of();
        }
        List<Entry> read = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            YamlValue key = new YamlValue(tuple.getKeyNode());
            String name = key.text();
            read.add(new Entry(
                    name.indexOf('-') < 0 ? name : StringHelper.dashToCamelCase(name),
                    key,
                    new YamlValue(tuple.getValueNode())));
        }
        return read;
    }

    /** The items of a list; of anything else none. */
    List<YamlValue> items() {
        List<YamlValue> known = items;
        if (known == null) {
            known = node instanceof SequenceNode list
                    ? list.getValue().stream().map(YamlValue::new).toList()
                    : List.of();
            items = known;
        }
        return known;
    }

    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    int column() {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
