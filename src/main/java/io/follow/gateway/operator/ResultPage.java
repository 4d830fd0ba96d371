package io.follow.gateway.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the results, the newest first.
 *
 * @param results as many as were asked for, or fewer where the search stopped before
 * @param next the id after which the search goes on; null when there are no older ones
 */
public record ResultPage(List<ResultView> results, @Nullable String next) {

    public ResultPage {
        results = List.copyOf(results);
    }
}
