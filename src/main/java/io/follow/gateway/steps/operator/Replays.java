package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.ReplaySummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what became of dead letters that were replayed together. */
final class Replays {

    private Replays() {}

    static Map<String, @Nullable Object> asMap(ReplaySummary summary) {
        List<Map<String, String>> refused = summary.refused().stream()
                .map(replay -> Map.of(
                        "id", replay.letterId(),
                        "code", replay.outcome().name(),
                        "message", replay.outcome().description()))
                .toList();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("replayed", summary.replayed());
        answer.put("gone", summary.gone());
        answer.put("refused", refused);
        return answer;
    }
}
