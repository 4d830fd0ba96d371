package io.follow.gateway.steps.http;

import io.follow.gateway.access.PipelineParameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.http.base.HttpHelper;

/** Reads the request behind an exchange of a {@code platform-http} route. */
public final class PlatformRequests {

    private PlatformRequests() {}

    /**
     * Takes the request, and drops every header of the message: nothing from outside steers a later step or returns with
     * the answer.
     */
    public static HttpServletRequest take(Exchange exchange) {
        if (exchange.getMessage() instanceof PlatformHttpMessage message) {
            HttpServletRequest request = message.getRequest();
            message.removeHeaders("*");
            return request;
        }
        throw new IllegalStateException("this must be the first step of a platform-http route");
    }

    /** The name of the pipeline that a request means. */
    public static String pipelineOf(HttpServletRequest request) throws HttpProblem {
        try {
            return PipelineParameter.of(request);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** What stands for {@code {id}} in the path, not URL-decoded; empty without one. */
    public static String idOf(Exchange exchange, HttpServletRequest request) {
        Map<String, Object> variables = new HashMap<>();
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint) {
            HttpHelper.evalPlaceholders(variables, request.getRequestURI(), endpoint.getPath());
        }
        return String.valueOf(variables.getOrDefault("id", ""));
    }
}
