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
 * Keeps the body of a request unread until a route wants it. Camel's HTTP binding reads it into memory before the route
 * begins, unless {@code getContentLength()} is 0; the steps that want a body ask {@code getContentLengthLong()} and read
 * the input stream themselves. And the web server reads a form to tell its parameters.
 */
@Component
class UnreadBodyFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("Transfer-Encoding") != null) {
            // Of a body without a length the server waits for the end, unless the connection ends with the answer.
            response.setHeader("Connection", "close");
        }
        chain.doFilter(new Unread(request), response);
    }

    /** A request that looks as if it had no body, and has the parameters of its address alone. */
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
