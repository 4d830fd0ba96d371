package io.follow.gateway.steps;

import io.follow.gateway.operator.Caller;
import io.follow.gateway.operator.OperatorAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.http.base.HttpHelper;

/** Lets operators pass and nobody else. The first step of every route under {@code /api/v1/operator}. */
public final class CheckOperator {

    private static final String BEARER = "Bearer ";

    private final OperatorAccess access;

    public CheckOperator(OperatorAccess access) {
        this.access = access;
    }

    /**
     * Checks the caller. The body becomes an {@link OperatorCall}; every header is dropped, so that nothing from outside
     * steers a later step or returns with the answer.
     */
    public OperatorCall admit(Exchange exchange) throws HttpProblem {
        HttpServletRequest request = request(exchange);
        exchange.getMessage().removeHeaders("*");
        if (!access.admits(callerOf(request))) {
            throw HttpProblem.unauthorized();
        }
        return new OperatorCall(idOf(exchange, request), request.getParameter("after"), request.getParameter("count"));
    }

    private static HttpServletRequest request(Exchange exchange) {
        if (exchange.getMessage() instanceof PlatformHttpMessage message) {
            return message.getRequest();
        }
        throw new IllegalStateException("checkOperator must be the first step of a platform-http route");
    }

    private static String idOf(Exchange exchange, HttpServletRequest request) {
        Map<String, Object> variables = new HashMap<>();
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint) {
            HttpHelper.evalPlaceholders(variables, request.getRequestURI(), endpoint.getPath());
        }
        return String.valueOf(variables.getOrDefault("id", ""));
    }

    private static Caller callerOf(HttpServletRequest request) {
        List<String> tokens = new ArrayList<>();
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            tokens.add(authorization.substring(BEARER.length()).strip());
        }
        String[] parameters = request.getParameterValues("token");
        if (parameters != null) {
            tokens.addAll(List.of(parameters));
        }
        boolean forwarded = Stream.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
                .anyMatch(name -> request.getHeader(name) != null);
        return new Caller(
                request.getRemoteAddr(),
                request.getLocalAddr(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                forwarded,
                tokens);
    }
}
