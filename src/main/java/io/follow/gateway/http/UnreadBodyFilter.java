package io.follow.gateway.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps Camel from reading the body of a request into memory before the route begins. Its HTTP binding leaves the body
 * alone when {@code getContentLength()} is 0; the steps that want a body ask {@code getContentLengthLong()} and read the
 * input stream themselves.
 */
@Component
class UnreadBodyFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public int getContentLength() {
                        return 0;
                    }
                },
                response);
    }
}
