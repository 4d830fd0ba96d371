package io.follow.gateway.http;

import io.follow.gateway.access.QueryParameters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the request body unread until a route needs it. Camel's HTTP binding reads the body into memory before the
 * route starts, unless {@code getContentLength()} is 0; steps that need the body call {@code getContentLengthLong()}
 * and read the input stream themselves. The web server, too, would read a form body to parse its parameters.
 */
@Component
class UnreadBodyFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("Transfer-Encoding") != null) {
            // Without a length, the server would wait for the end of the body unless the connection is closed after the
            // response.
            response.setHeader("Connection", "close");
        }
        chain.doFilter(new Unread(request), response);
    }

    /** A request that appears to have no body, and has only the parameters of its URL. */
    private static final class Unread extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        private Unread(HttpServletRequest request) {
            super(request);
            QueryParameters.of(request.getQueryString())
                    .forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        }

        @Override
        public int getContentLength() {
            return 0;
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
