package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.follow.gateway.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class RequestMeterFilterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeterFilter filter = new RequestMeterFilter(new Meters(registry));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/images/42/status");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private void answer(String pattern, FilterChain chain) throws Exception {
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
        filter.doFilter(request, response, chain);
    }

    private double count(String route, String status) {
        return registry.get(Meters.PREFIX + "http.requests")
                .tags("route", route, "status_code", status)
                .counter()
                .count();
    }

    @Test
    void countsByThePatternOfTheRouteAndNotByThePath() throws Exception {
        // when
        answer("/api/v1/images/{id}/status", (request, response) -> this.response.setStatus(404));

        // then
        assertThat(count("/api/v1/images/{id}/status", "404")).isEqualTo(1);
        assertThat(registry.get(Meters.PREFIX + "http.request.duration")
                        .tag("route", "/api/v1/images/{id}/status")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsPathsWithoutARouteTogether() throws Exception {
        // when
        answer("/**", (request, response) -> this.response.setStatus(404));

        // then
        assertThat(count("other", "404")).isEqualTo(1);
    }

    @Test
    void countsAFailureAsAnInternalError() {
        // when
        assertThatIOException()
                .isThrownBy(() -> answer("/upload", (request, response) -> {
                    throw new IOException("broken pipe");
                }));

        // then
        assertThat(count("/upload", "500")).isEqualTo(1);
    }

    @Test
    void countsAnAnswerOfAnotherThreadOnceItIsGiven() throws Exception {
        // given
        request.setAsyncSupported(true);
        answer("/upload", (request, response) -> request.startAsync());
        assertThat(registry.find(Meters.PREFIX + "http.requests")
                        .tag("route", "/upload")
                        .counter())
                .isNull();

        // when
        response.setStatus(202);
        request.getAsyncContext().complete();

        // then
        assertThat(count("/upload", "202")).isEqualTo(1);
    }

    @Test
    void measuresNoStreamThatStaysOpen() throws Exception {
        // given
        request.setServletPath(StatusStreamServlet.PATH);

        // when
        answer("/unused", (request, response) -> this.response.setStatus(200));

        // then
        assertThat(count(StatusStreamServlet.PATH, "200")).isEqualTo(1);
        assertThat(registry.find(Meters.PREFIX + "http.request.duration").timer())
                .isNull();
    }

    @Test
    void hasACountOfFailuresBeforeTheFirstOne() {
        assertThat(count("other", "500")).isZero();
    }
}
