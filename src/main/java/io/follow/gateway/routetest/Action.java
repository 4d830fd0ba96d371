package io.follow.gateway.routetest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action of a test. */
sealed interface Action {

    /** The place in the test file. */
    Place place();

    /** Adds a job to a pipeline (XADD). */
    record AddJob(Place place, String pipeline, Map<String, String> fields) implements Action {}

    /** Adds an entry to a stream (XADD). */
    record AddEntry(Place place, String stream, Map<String, String> fields) implements Action {}

    /** Moves a file into the data directory. */
    record DropFile(Place place, FileSpec file) implements Action {}

    /** Calls the gateway over HTTP. */
    record Call(Place place, String method, String path, Map<String, String> headers, @Nullable String body)
            implements Action {}

    /** Sends a message to a route that reads a stubbed endpoint. */
    record Send(Place place, String endpoint, Map<String, Object> headers, @Nullable String body) implements Action {}
}
