package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterKeysTest {

    @Test
    void acceptsKeysThatShareAHashTag() {
        assertThatCode(() ->
                        ClusterKeys.check(keys("{image}:process", "{image}:result", "{image}:dlq", "{image}:status:")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "image:process, image:result, image:process:dlq, image:status:",
        "{image}:process, {image}:result, {image}:dlq, image:status:",
        "{image}:process, {images}:result, {image}:dlq, {image}:status:",
        "{}image:process, {}image:result, {}image:dlq, {}image:status:",
        "{}{image}:process, {}{image}:result, {}{image}:dlq, {}{image}:status:"
    })
    void refusesKeysThatAClusterWouldSpread(String process, String result, String deadLetter, String status) {
        assertThatThrownBy(() -> ClusterKeys.check(keys(process, result, deadLetter, status)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("GATEWAY_KEYS_PROCESS={image}:process")
                .hasMessageNotContaining("\n");
    }

    private static PipelineKeys keys(String process, String result, String deadLetter, String status) {
        return new PipelineKeys(process, "workers", result, deadLetter, status, "image:events", status);
    }
}
