package io.follow.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TracingSettingsTest {

    private static TracingSettings with(String... namesAndValues) {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        return TracingSettings.of(environment);
    }

    @Test
    void areOffWithoutAVariable() {
        assertThat(with().isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, otlp, true",
        "OTEL_TRACES_EXPORTER, none, false",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector:4318, true",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://collector:4318/v1/traces, true",
        "OTEL_EXPORTER_OTLP_ENDPOINT, '  ', false",
        "OTEL_SERVICE_NAME, photos, false",
        "otel.traces.exporter, otlp, true"
    })
    void areOnByAnExporterOrAnEndpoint(String name, String value, boolean on) {
        assertThat(with(name, value).isOn()).isEqualTo(on);
    }

    @Test
    void areOffWhereTheSdkIsDisabledOrNothingIsExported() {
        String endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

        assertThat(with(endpoint, "http://collector:4318", "OTEL_SDK_DISABLED", "true")
                        .isOn())
                .isFalse();
        assertThat(with(endpoint, "http://collector:4318", "OTEL_TRACES_EXPORTER", "none")
                        .isOn())
                .isFalse();
    }

    @Test
    void haveTheNamesOfTheSdk() {
        assertThat(with("OTEL_BSP_SCHEDULE_DELAY", " 100 ").properties())
                .containsEntry("otel.bsp.schedule.delay", "100");
    }
}
