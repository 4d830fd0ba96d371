package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static DeadLetter deadLetter(Map<String, String> original) {
        return new DeadLetter(
                original,
                ErrorCode.STORAGE_UPLOAD_FAILED,
                "the store cannot be written:\nno space",
                2,
                Instant.parse("2026-02-24T10:00:00Z"),
                "image:process",
                JobId.parse("1771927200000-0"),
                "worker-1");
    }

    @Test
    void keepsTheOriginalFieldsVerbatimAndAddsItsOwn() {
        // given
        Map<String, String> original = new LinkedHashMap<>();
        original.put("image_id", " 4\n2 ");
        original.put("unknown", "");

        // when
        Map<String, String> fields = deadLetter(original).toFields();

        // then
        assertThat(fields)
                .containsExactly(
                        entry("image_id", " 4\n2 "),
                        entry("unknown", ""),
                        entry("dlq_reason", "STORAGE_UPLOAD_FAILED"),
                        entry("dlq_error", "the store cannot be written: no space"),
                        entry("dlq_delivery_count", "2"),
                        entry("dlq_at", "2026-02-24T10:00:00.000Z"),
                        entry("dlq_stream", "image:process"),
                        entry("dlq_entry_id", "1771927200000-0"),
                        entry("dlq_consumer", "worker-1"));
    }

    @Test
    void replaysTheOriginalFieldsAlone() {
        Map<String, String> original = Map.of("image_id", "42", "dlq", "kept");

        assertThat(DeadLetter.replayFields(deadLetter(original).toFields())).isEqualTo(original);
    }

    @Test
    void doesNotLetAJobForgeItsReason() {
        assertThat(deadLetter(Map.of("dlq_reason", "forged")).toFields())
                .containsEntry("dlq_reason", "STORAGE_UPLOAD_FAILED");
    }

    @Test
    void keepsNoHoldOfTheCallersMap() {
        // given
        Map<String, String> original = new LinkedHashMap<>(Map.of("image_id", "42"));
        DeadLetter deadLetter = deadLetter(original);

        // when
        original.clear();

        // then
        assertThat(deadLetter.toFields()).containsEntry("image_id", "42");
    }
}
