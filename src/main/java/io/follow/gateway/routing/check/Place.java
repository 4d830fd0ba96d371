package io.follow.gateway.routing.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where a key stands that Camel complained about: its exceptions point at the value, or at the map around it.
 *
 * @param parent the key above, or an empty text
 */
record Place(YamlValue key, String parent) {

    static Optional<Place> of(String name, @Nullable Mark mark, YamlValue item) {
        Optional<Place> exact = mark == null ? Optional.empty() : search(name, mark, "", item);
        return exact.isPresent() ? exact : search(name, null, "", item);
    }

    /** The value that begins at a mark. */
    static Optional<YamlValue> at(Mark mark, YamlValue value) {
        if (beginsAt(mark, value)) {
            return Optional.of(value);
        }
        for (YamlValue.Entry entry : value.entries()) {
            Optional<YamlValue> found = at(mark, entry.value());
            if (found.isPresent()) {
                return found;
            }
        }
        return value.items().stream().flatMap(item -> at(mark, item).stream()).findFirst();
    }

    private static Optional<Place> search(String name, @Nullable Mark mark, String parent, YamlValue value) {
        for (YamlValue.Entry entry : value.entries()) {
            boolean here = mark == null || beginsAt(mark, entry.value()) || beginsAt(mark, value);
            if (here && (entry.place().text().equals(name) || entry.key().equals(name))) {
                return Optional.of(new Place(entry.place(), parent));
            }
            Optional<Place> below = search(name, mark, entry.key(), entry.value());
            if (below.isPresent()) {
                return below;
            }
        }
        return value.items().stream()
                .flatMap(item -> search(name, mark, parent, item).stream())
                .findFirst();
    }

    private static boolean beginsAt(Mark mark, YamlValue value) {
        return value.node()
                .getStartMark()
                .map(Mark::getIndex)
                .filter(index -> index == mark.getIndex())
                .isPresent();
    }
}
