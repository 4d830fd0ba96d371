package io.follow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.WebhookReceiver;
import io.follow.gateway.webhook.WebhookException.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookSenderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final WebhookSender sender = new WebhookSender(new ObjectMapper(), CLOCK);

    @AfterEach
    void close() {
        receiver.close();
    }

    private Webhook webhook(Duration timeout) {
        return webhook(receiver.uri("/hook?key=s3cret"), timeout);
    }

    private static Webhook webhook(URI url, Duration timeout) {
        return Webhook.of(
                "crm", "avatars", url.toString(), "whsec", "processed,failed", timeout, Duration.ofSeconds(1));
    }

    private void send(Webhook webhook) throws Exception {
        sender.send(webhook, Map.of("image_id", "a-1"), "5-0");
    }

    @Test
    void sendsTheFieldsAsTextsInTheirOrder() throws Exception {
        // given
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("status", "processed");
        fields.put("file_size", "10");
        fields.put("renditions", "[{\"name\":\"ü\"}]");

        // when
        sender.send(webhook(Duration.ofSeconds(20)), fields, "5-0");

        // then
        assertThat(receiver.calls().get(0).body())
                .isEqualTo(
                        "{\"status\":\"processed\",\"file_size\":\"10\",\"renditions\":\"[{\\\"name\\\":\\\"ü\\\"}]\"}");
    }

    @Test
    void sendsItsOwnHeadersAndNoOther() throws Exception {
        // when
        send(webhook(Duration.ofSeconds(20)));

        // then
        assertThat(receiver.calls().get(0).headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("gateway-pipeline", "avatars")
                .containsEntry("gateway-delivery", "5-0")
                .containsEntry(
                        "gateway-signature",
                        "t=1700000000,v1=0cb4e188c964f22645cc02e7762efb88431a1b57e77216de290a0639289b4f75")
                .containsOnlyKeys(
                        "host",
                        "user-agent",
                        "content-length",
                        "content-type",
                        "gateway-pipeline",
                        "gateway-delivery",
                        "gateway-signature");
    }

    @Test
    void failsWhenItIsRefused() {
        // given
        receiver.answerWith(WebhookReceiver::refuse);

        // then
        assertThatThrownBy(() -> send(webhook(Duration.ofSeconds(20))))
                .isInstanceOf(WebhookException.class)
                .hasMessage("127.0.0.1 answered 500, expected 200 to 299")
                .extracting(failure -> ((WebhookException) failure).reason())
                .isEqualTo(Reason.WEBHOOK_REFUSED);
    }

    @Test
    void followsNoRedirect() {
        // given
        receiver.answerWith(WebhookReceiver::redirect);

        // then
        assertThatThrownBy(() -> send(webhook(Duration.ofSeconds(20)))).hasMessageContaining("answered 302");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void failsWithoutAnAnswerInTime() {
        // given
        receiver.answerWith(WebhookReceiver::stall);

        // then
        assertThatThrownBy(() -> send(webhook(Duration.ofMillis(300))))
                .isInstanceOf(WebhookException.class)
                .hasMessage("127.0.0.1: no answer within 300 ms")
                .extracting(failure -> ((WebhookException) failure).reason())
                .isEqualTo(Reason.WEBHOOK_UNREACHABLE);
    }

    @Test
    void takesTheStatusOfAnAnswerWhoseBodyNeverEnds() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::stallInBody);

        // when
        send(webhook(Duration.ofMillis(500)));

        // then
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void closesTheConnectionOverAnAnswerThatIsTooLong() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::flood);

        // when
        send(webhook(Duration.ofSeconds(20)));

        // then: what the buffers of the two sockets hold is less than the whole
        assertThat(receiver.sentBytes()).isLessThan(10 * 1024 * 1024);
    }

    @Test
    void tellsThatNobodyIsThere() {
        // given
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.next() + "/hook?key=s3cret");

        // then
        assertThatThrownBy(() -> send(webhook(nobody, Duration.ofSeconds(20))))
                .isInstanceOf(WebhookException.class)
                .hasMessage("127.0.0.1: cannot connect");
    }
}
