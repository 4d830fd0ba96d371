package io.follow.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CodedCountersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CodedCounters counters = new CodedCounters(code -> registry.counter("failed", "error_code", code));

    private double count(String code) {
        return registry.get("failed").tag("error_code", code).counter().count();
    }

    @Test
    void countEachCodeByItself() {
        // when
        counters.increment("DECODE_FAILED");
        counters.increment("INVALID_JOB");
        counters.increment("DECODE_FAILED");

        // then
        assertThat(count("DECODE_FAILED")).isEqualTo(2);
        assertThat(count("INVALID_JOB")).isEqualTo(1);
    }

    @Test
    void countCodesTogetherThatARouteMakesUpWithoutAnEnd() {
        // when
        for (int code = 0; code < CodedCounters.MOST + 10; code++) {
            counters.increment("CODE_" + code);
        }

        // then
        assertThat(count(CodedCounters.OTHER)).isEqualTo(10);
        assertThat(registry.getMeters()).hasSize(CodedCounters.MOST + 1);
    }
}
