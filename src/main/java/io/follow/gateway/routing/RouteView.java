package io.follow.gateway.routing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route that runs in this process, as operators see it.
 *
 * @param pipeline the pipeline whose jobs it reads; null for any other route
 * @param state {@code started}, {@code suspended}, {@code stopped} and so on
 * @param from where its messages come from
 * @param ended messages that it ended since the start, with an error or without
 * @param failed those with an error
 * @param inFlight messages that it works on
 * @param lastErrorAt RFC 3339
 * @param svg a drawing of its steps
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RouteView(
        String id,
        @Nullable String description,
        @Nullable String pipeline,
        String state,
        String from,
        long ended,
        long failed,
        int inFlight,
        @Nullable String lastError,
        @Nullable String lastErrorAt,
        List<RouteStep> steps,
        String svg) {

    public RouteView {
        steps = List.copyOf(steps);
    }
}
