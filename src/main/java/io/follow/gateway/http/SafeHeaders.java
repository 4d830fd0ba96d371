package io.follow.gateway.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds security headers to each response. The page runs only its own scripts; all other responses are data that
 * browsers must not execute, frame, embed or cache.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SafeHeaders extends OncePerRequestFilter {

    private static final String PAGE_POLICY = "default-src 'self'; img-src 'self' blob:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPage(request.getRequestURI())) {
            addShared(response);
            response.setHeader("Content-Security-Policy", PAGE_POLICY);
        } else {
            addTo(response);
        }
        chain.doFilter(request, response);
    }

    /** Adds the headers of data. */
    static void addTo(HttpServletResponse response) {
        addShared(response);
        response.setHeader("Content-Security-Policy", DATA_POLICY);
        response.setHeader("Cache-Control", "no-store");
    }

    private static void addShared(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.startsWith("/page/");
    }
}
