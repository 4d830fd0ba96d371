package io.follow.gateway.routetest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a test file with its position. */
record YamlNode(Node node) {

    /** A key with its position and its value. */
    record Entry(String key, YamlNode place, YamlNode value) {}

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether this is a scalar that is present. */
    boolean isScalar() {
        return node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    }

    /** The text of a scalar as written; otherwise an empty string. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Returns the text of a key, or null. */
    @Nullable
    String text(String key) {
        return get(key).map(YamlNode::text).orElse(null);
    }

    Optional<YamlNode> get(String key) {
        return entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** The entries of a map in order; empty for other values. */
    List<Entry> entries() {
        if (!(node instanceof MappingNode map)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            YamlNode key = new YamlNode(tuple.getKeyNode());
            entries.add(new Entry(key.text(), key, new YamlNode(tuple.getValueNode())));
        }
        return entries;
    }

    /** The entries of a map whose values are texts, such as fields or headers. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach(entry -> texts.put(entry.key(), entry.value().text()));
        return texts;
    }

    /** Returns the items of the list with this key; empty if there is none. */
    List<YamlNode> items(String key) {
        return get(key).map(YamlNode::items).orElseGet(List::of);
    }

    /** The items of a list; empty for other values. */
    List<YamlNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(YamlNode::new).toList()
                : List.of();
    }

    Place place() {
        Optional<Mark> mark = node.getStartMark();
        return new Place(
                mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
    }

    /** A description for messages. */
    String words() {
        return isMap() ? "a map" : isList() ? "a list" : isScalar() ? "\"" + text() + "\"" : "nothing";
    }
}
