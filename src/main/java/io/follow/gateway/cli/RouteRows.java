package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.follow.gateway.routing.RouteSteps;
import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.RouteOutline;
import io.follow.gateway.routing.check.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes routes as a table or as JSON. */
final class RouteRows {

    private static final String NONE = "-";

    private RouteRows() {}

    /** Returns the routes of a running gateway as a table. */
    static Table running(JsonNode routes) {
        Table table =
                new Table().row("ROUTE", "PIPELINE", "STATE", "FROM", "ENDED", "FAILED", "IN FLIGHT", "LAST ERROR");
        for (JsonNode route : routes) {
            table.row(
                    text(route, "id"),
                    text(route, "pipeline"),
                    text(route, "state"),
                    text(route, "from"),
                    text(route, "ended"),
                    text(route, "failed"),
                    text(route, "in_flight"),
                    lastError(route));
        }
        return table;
    }

    private static String text(JsonNode route, String field) {
        return route.hasNonNull(field) ? route.get(field).asText() : NONE;
    }

    private static String lastError(JsonNode route) {
        return route.hasNonNull("last_error") ? text(route, "last_error_at") + " " + text(route, "last_error") : NONE;
    }

    /** Returns the routes of a running gateway as JSON, without steps and diagrams. */
    static String runningJson(JsonNode routes) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode route : routes) {
            if (route instanceof ObjectNode fields) {
                rows.add(fields.deepCopy().without(List.of("steps", "svg")));
            }
        }
        return JsonLine.of(Map.of("routes", rows));
    }

    /** Returns the routes of files as a table. */
    static Table files(Outline outline) {
        Table table = new Table().row("ROUTE", "PIPELINE", "FROM", "FILE");
        for (RouteOutline route : outline.routes()) {
            table.row(route.id(), route.pipeline() == null ? NONE : route.pipeline(), from(route), route.file());
        }
        return table;
    }

    /** Returns the routes of files as JSON, with the files that are not loaded because of an error. */
    static String filesJson(Outline outline) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (RouteOutline route : outline.routes()) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            row.put("id", route.id());
            row.put("description", route.description());
            row.put("pipeline", route.pipeline());
            row.put("from", from(route));
            row.put("file", route.file());
            rows.add(row);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("routes", rows);
        answer.put("left_out", errors(outline));
        return JsonLine.of(answer);
    }

    /** Returns one line for each file that is not loaded. */
    static List<String> errors(Outline outline) {
        return outline.report().of(Severity.ERROR).stream()
                .map(Object::toString)
                .toList();
    }

    private static String from(RouteOutline route) {
        return route.address().isEmpty() ? NONE : RouteSteps.endpoint(route.address());
    }
}
