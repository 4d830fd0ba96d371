package io.follow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static Webhook webhook(String name, String url, String events) {
        return Webhook.of(name, "image", url, "s3cret", events, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/x", "https://example.com:8443/a?b=c", "HTTPS://example.com"})
    void takesAnAddress(String url) {
        assertThat(webhook("crm", url, "processed").url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "file:/etc/passwd",
                "http:///x",
                "http://u:p@example.com",
                "http://a/#b",
                "http://a/s3cret path"
            })
    void refusesWhatIsNoneWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> webhook("crm", url, "processed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("url")
                .hasMessageContaining("expected http://HOST[:PORT]/PATH or https://…")
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"processed", "failed", "`processed,failed`", "` failed , processed `"})
    void takesEvents(String events) {
        assertThat(webhook("crm", "http://a", events).events()).isSubsetOf("processed", "failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "processed;failed", "processed,"})
    void refusesOtherEvents(String events) {
        assertThatThrownBy(() -> webhook("crm", "http://a", events))
                .hasMessage("found an unusable value of the parameter events, expected processed, failed or both,"
                        + " separated by a comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crm", "a:b", "a_b"})
    void refusesOtherNames(String name) {
        assertThatThrownBy(() -> webhook(name, "http://a", "failed")).hasMessageContaining("parameter name");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "5, 32", "6, 60", "100, 60"})
    void waitsTwiceAsLongEachTimeUpToAMinute(int retries, int seconds) {
        assertThat(webhook("crm", "http://a", "failed").delayAfter(retries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void showsNoSecret() {
        assertThat(webhook("crm", "http://a", "failed").toString()).doesNotContain("s3cret");
    }
}
