package io.follow.gateway.http;

import io.follow.gateway.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Counts the answers of the HTTP port and measures how long they took, by route. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestMeterFilter extends OncePerRequestFilter {

    /** Of paths that are no route, which callers make up. */
    private static final String OTHER = "other";

    private final Meters meters;
    private final Map<Answer, Counter> answers = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    private record Answer(String route, int status) {}

    RequestMeterFilter(Meters meters) {
        this.meters = meters;
        // So that a share of failures can be told before the first one.
        counter(new Answer(OTHER, HttpServletResponse.SC_INTERNAL_SERVER_ERROR));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long since = System.nanoTime();
        boolean done = false;
        try {
            chain.doFilter(request, response);
            done = true;
        } finally {
            if (done && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Completion(request, response, since));
            } else {
                record(request, done ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, since);
            }
        }
    }

    private void record(HttpServletRequest request, int status, long since) {
        String route = routeOf(request);
        counter(new Answer(route, status)).increment();
        // Such a stream is open as long as its client likes.
        if (!route.equals(StatusStreamServlet.PATH)) {
            durations
                    .computeIfAbsent(
                            route,
                            name -> meters.timer(
                                    "http.request.duration", "Response time of requests", Tags.of("route", name)))
                    .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        }
    }

    private Counter counter(Answer answer) {
        return answers.computeIfAbsent(
                answer,
                one -> meters.counter(
                        "http.requests",
                        "Requests by route and status code",
                        Tags.of("route", one.route(), "status_code", Integer.toString(one.status()))));
    }

    /** The pattern of the route, of which there are few. */
    private static String routeOf(HttpServletRequest request) {
        if (StatusStreamServlet.PATH.equals(request.getServletPath())) {
            return StatusStreamServlet.PATH;
        }
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null || pattern.equals("/**") || pattern.equals("/error") ? OTHER : pattern.toString();
    }

    /** Records an answer that is given by another thread. */
    private final class Completion implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long since;

        /** The container tells a listener that is added again of the completion twice. */
        private final AtomicBoolean recorded = new AtomicBoolean();

        Completion(HttpServletRequest request, HttpServletResponse response, long since) {
            this.request = request;
            this.response = response;
            this.since = since;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            if (recorded.compareAndSet(false, true)) {
                record(request, response.getStatus(), since);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The completion follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // The completion follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The container forgets its listeners then.
            event.getAsyncContext().addListener(this);
        }
    }
}
