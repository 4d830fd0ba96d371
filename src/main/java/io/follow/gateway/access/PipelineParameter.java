package io.follow.gateway.access;

import io.follow.gateway.pipeline.PipelineNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The parameter {@code pipeline} of a request. */
public final class PipelineParameter {

    private static final String NAME = "pipeline";

    private PipelineParameter() {}

    /**
     * The name of the pipeline that a request means: {@value PipelineNaming#IMAGE} where it names none.
     *
     * @throws IllegalArgumentException in one line for what is no name, and for several
     */
    public static String of(HttpServletRequest request) {
        List<String> given = QueryParameters.of(request.getQueryString()).getOrDefault(NAME, List.of());
        if (given.isEmpty()) {
            return PipelineNaming.IMAGE;
        }
        if (given.size() > 1 || !PipelineNaming.isName(given.get(0))) {
            throw new IllegalArgumentException(
                    "found no name in the parameter pipeline, expected one, of 1 to 32 characters of [a-z0-9-]");
        }
        return given.get(0);
    }
}
