package io.follow.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineKeysTest {

    @ParameterizedTest
    @CsvSource({
        "image:result, image",
        "{image}:result, {image}",
        "prod:images:result, prod:images",
        "results:{image}, {image}",
        "results, results",
    })
    void givesReadersOfResultsKeysBesideThem(String result, String stem) {
        // given
        PipelineKeys keys = new PipelineKeys("p", "g", result, "d", "s", "e", "u");

        // then
        assertThat(keys.stem()).isEqualTo(stem);
    }
}
