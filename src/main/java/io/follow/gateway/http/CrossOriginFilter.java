package io.follow.gateway.http;

import io.follow.gateway.settings.GatewayProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the named origins upload images and follow them (CORS). Requests of any other origin, and all other calls,
 * get no CORS header and are otherwise answered as if this filter did not exist.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossOriginFilter extends OncePerRequestFilter {

    private static final List<String> REQUEST_HEADERS = List.of("Authorization", "Content-Type");

    /** In seconds; browsers remember an answer to a preflight for two hours at most. */
    private static final long PREFLIGHT_LIFE = 3600;

    private static final byte[] REFUSED =
            ("{\"code\":\"FORBIDDEN\",\"message\":\"pages of this origin may not send this"
                            + " request; IMG_GW_CORS_ORIGINS names those that may upload images and follow them\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Set<String> origins;
    private final CorsProcessor processor = new JsonCorsProcessor();

    CrossOriginFilter(GatewayProperties properties) {
        List<String> named = properties.corsOrigins();
        this.origins = named == null ? Set.of() : Set.copyOf(named);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> methods = origins.isEmpty() ? List.of() : methodsOf(request.getRequestURI());
        boolean preflight = CorsUtils.isPreFlightRequest(request);
        if (!methods.isEmpty()) {
            if (isNamed(request.getHeader(HttpHeaders.ORIGIN))) {
                if (processor.processRequest(rulesFor(methods), request, response) && !preflight) {
                    chain.doFilter(request, response);
                }
                return;
            }
            // A cache must not give this answer to a page of a named origin.
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (preflight) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(REFUSED);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Refuses in JSON. */
    private static final class JsonCorsProcessor extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getBody().write(REFUSED);
            response.flush();
        }
    }

    private boolean isNamed(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /** The methods that a call is open for; none for all others. */
    private static List<String> methodsOf(String path) {
        if (path.equals("/api/v1/upload") || path.equals("/upload") || path.startsWith("/upload/")) {
            return List.of("PUT", "POST");
        }
        boolean status = path.startsWith("/api/v1/images/") && path.endsWith("/status");
        return status || path.equals(StatusStreamServlet.PATH) ? List.of("GET") : List.of();
    }

    private CorsConfiguration rulesFor(List<String> methods) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(List.copyOf(origins));
        rules.setAllowedMethods(methods);
        rules.setAllowedHeaders(REQUEST_HEADERS);
        rules.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        rules.setMaxAge(PREFLIGHT_LIFE);
        return rules;
    }
}
