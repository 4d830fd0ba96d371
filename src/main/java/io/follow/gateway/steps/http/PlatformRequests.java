package io.follow.gateway.steps.http;

import io.follow.gateway.access.PipelineParameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.http.base.HttpHelper;
import org.jspecify.annotations.Nullable;

/** Accesses the request of an exchange of a {@code platform-http} route. */
public final class PlatformRequests {

    private static final String PROPERTY = "GatewayHttpRequest";
    private static final String KEPT_BODY = "GatewayHttpBody";

    private PlatformRequests() {}

    /**
     * Returns the request, and removes every header of the message, so that headers of the caller neither affect later
     * steps nor appear in the response.
     */
    public static HttpServletRequest take(Exchange exchange) {
        HttpServletRequest request = of(exchange);
        exchange.getMessage().removeHeaders("*");
        // The next step may get another message.
        exchange.setProperty(PROPERTY, request);
        return request;
    }

    /** Returns the request, even after {@link #take}. */
    static HttpServletRequest of(Exchange exchange) {
        HttpServletRequest taken = exchange.getProperty(PROPERTY, HttpServletRequest.class);
        if (taken != null) {
            return taken;
        }
        if (exchange.getMessage() instanceof PlatformHttpMessage message) {
            return message.getRequest();
        }
        throw new IllegalStateException(
                "this must be the first step of a platform-http route, or follow one that admits the caller");
    }

    /** Returns the name of the pipeline that a request selects. */
    public static String pipelineOf(HttpServletRequest request) throws HttpProblem {
        try {
            return PipelineParameter.of(request);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the value of {@code {id}} in the path, not URL-decoded; empty without one. */
    public static String idOf(Exchange exchange, HttpServletRequest request) {
        return String.valueOf(pathVariables(exchange, request).getOrDefault("id", ""));
    }

    /** Returns the value of {@code {image_id}} in the path, not URL-decoded; null without one. */
    public static @Nullable String imageIdOf(Exchange exchange, HttpServletRequest request) {
        Object id = pathVariables(exchange, request).get("image_id");
        return id == null ? null : id.toString();
    }

    private static Map<String, Object> pathVariables(Exchange exchange, HttpServletRequest request) {
        Map<String, Object> variables = new HashMap<>();
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint) {
            HttpHelper.evalPlaceholders(variables, request.getRequestURI(), endpoint.getPath());
        }
        return variables;
    }

    /**
     * Reads a body of moderate declared length and keeps it for {@link #bodyOf(Exchange, int)}. Some programs send a
     * body with every POST; if it stays unread, the connection is closed after the response. Only for callers that were
     * admitted.
     *
     * @param longest bytes; a longer body, or one without a declared length, stays unread
     */
    public static void keepBody(Exchange exchange, HttpServletRequest request, int longest) throws HttpProblem {
        long announced = request.getContentLengthLong();
        if (announced > 0 && announced <= longest) {
            exchange.setProperty(KEPT_BODY, bodyOf(request, longest));
        }
    }

    /**
     * Returns the body of the request of an exchange; can be called once, unless the body was kept.
     *
     * @param limit the maximum number of bytes
     */
    static byte[] bodyOf(Exchange exchange, int limit) throws HttpProblem {
        byte[] kept = exchange.getProperty(KEPT_BODY, byte[].class);
        if (kept == null) {
            return bodyOf(of(exchange), limit);
        }
        if (kept.length > limit) {
            throw tooLarge(limit);
        }
        return kept;
    }

    /** Returns the text of a request (UTF-8). */
    public static String textOf(HttpServletRequest request, int limit) throws HttpProblem {
        return new String(bodyOf(request, limit), StandardCharsets.UTF_8);
    }

    private static byte[] bodyOf(HttpServletRequest request, int limit) throws HttpProblem {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try {
            byte[] body = request.getInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                throw tooLarge(limit);
            }
            return body;
        } catch (IOException e) {
            throw HttpProblem.malformed("the body ended early");
        }
    }

    private static HttpProblem tooLarge(int limit) {
        return new HttpProblem(413, "REQUEST_TOO_LARGE", "the request has more than " + limit + " bytes");
    }
}
