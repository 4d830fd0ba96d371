package io.follow.gateway.steps.operator;

import io.follow.gateway.access.Caller;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.steps.http.PlatformRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Admits operators only. The first step of every route under {@code /api/v1/operator}. */
public final class CheckOperator {

    private static final int MODERATE_BODY = 64 * 1024;

    /** The parameters that filter a request. */
    private static final List<String> SELECTING = List.of("image", "status", "code", "reason", "until", "key");

    private final OperatorAccess access;

    public CheckOperator(OperatorAccess access) {
        this.access = access;
    }

    /**
     * Checks the caller. The body becomes an {@link OperatorCall}; every header is removed, so that headers of the
     * caller neither affect later steps nor appear in the response.
     */
    public OperatorCall admit(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = PlatformRequests.take(exchange);
        if (!access.admits(Caller.of(request))) {
            throw HttpProblem.unauthorized(
                    "operator calls need IMG_GW_ADMIN_TOKEN as Authorization: Bearer or ?token=");
        }
        PlatformRequests.keepBody(exchange, request, MODERATE_BODY);
        return new OperatorCall(
                PlatformRequests.pipelineOf(request),
                webhookOf(request),
                PlatformRequests.idOf(exchange, request),
                request.getParameter("after"),
                request.getParameter("count"),
                selectionOf(request));
    }

    private static Map<String, String> selectionOf(HttpServletRequest request) {
        Map<String, String> selection = new LinkedHashMap<>();
        for (String name : SELECTING) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                selection.put(name, value);
            }
        }
        return selection;
    }

    private static @Nullable String webhookOf(HttpServletRequest request) throws HttpProblem {
        String name = request.getParameter("webhook");
        if (name != null && !PipelineNaming.isName(name)) {
            throw HttpProblem.malformed(
                    "found no name in the parameter webhook, expected 1 to 32 characters of [a-z0-9-]");
        }
        return name;
    }
}
