package io.follow.gateway.deadletter;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts dead letters by reason on the server, so that only the counts travel. */
final class LetterCounter {

    /** One script holds the server up for some milliseconds. */
    private static final int BATCH = 1000;

    private static final LuaScript COUNT = LuaScript.beside(LetterCounter.class, "count.lua");

    private final ValkeyConnections connections;
    private final String stream;

    LetterCounter(ValkeyConnections connections, String stream) {
        this.connections = connections;
        this.stream = stream;
    }

    /** @param most how many letters are looked at, at most */
    LetterCount count(LetterSelection selection, int most) throws InterruptedException {
        Map<String, LetterGroup> groups = new LinkedHashMap<>();
        @Nullable String last = selection.after();
        long scanned = 0;
        boolean more = true;
        while (more && scanned < most) {
            List<?> answer = run(selection, last);
            long looked = (Long) answer.get(0);
            if (looked > 0) {
                last = String.valueOf(answer.get(1));
            }
            for (Object row : answer.subList(2, answer.size())) {
                LetterGroup group = group((List<?>) row);
                groups.merge(group.reason(), group, LetterGroup::and);
            }
            scanned += looked;
            more = looked == BATCH;
        }
        return new LetterCount(List.copyOf(groups.values()), scanned, last, more ? last : null);
    }

    private List<?> run(LetterSelection selection, @Nullable String after) throws InterruptedException {
        List<String> arguments = List.of(
                after == null ? "-" : "(" + after,
                selection.until() == null ? "+" : selection.until(),
                Integer.toString(BATCH),
                Objects.requireNonNullElse(selection.filter().reason(), ""),
                Objects.requireNonNullElse(selection.filter().image(), ""));
        Object answer = connections.call(server -> COUNT.run(server, List.of(stream), arguments));
        return (List<?>) Objects.requireNonNull(answer);
    }

    private static LetterGroup group(List<?> row) {
        return new LetterGroup(
                String.valueOf(row.get(0)),
                (Long) row.get(1),
                String.valueOf(row.get(2)),
                String.valueOf(row.get(3)),
                String.valueOf(row.get(4)));
    }
}
