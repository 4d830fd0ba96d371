package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file, which knows where it stands. */
record YamlValue(Node node) {

    /** A key with its value. Camel reads {@code route-configuration} as {@code routeConfiguration}, and so is the key given. */
    record Entry(String key, YamlValue place, YamlValue value) {}

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
        return entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** The entries of a map; of anything else none. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                YamlValue key = new YamlValue(tuple.getKeyNode());
                entries.add(
                        new Entry(StringHelper.dashToCamelCase(key.text()), key, new YamlValue(tuple.getValueNode())));
            }
        }
        return entries;
    }

    /** The items of a list; of anything else none. */
    List<YamlValue> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(YamlValue::new).toList()
                : List.of();
    }

    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    int column() {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
