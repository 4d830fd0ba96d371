package io.follow.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    /** The vectors were made with hmac.new(secret, t + "." + body, sha256) of Python. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "whsec, 1700000000, {\"image_id\":\"a-1\"}, 0cb4e188c964f22645cc02e7762efb88431a1b57e77216de290a0639289b4f75",
                "schlüssel, 0, {\"a\":\"ü\"}, 7c8121bc5e70e7847882ad016cbfb59fec8f82d7980a887dcadbdb9bdc272a2c"
            })
    void signsTimeAndBody(String secret, long seconds, String body, String hex) {
        // when
        String signature = Signature.of(
                Secret.of(secret), Instant.ofEpochSecond(seconds, 999), body.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(signature).isEqualTo("t=" + seconds + ",v1=" + hex);
    }
}
