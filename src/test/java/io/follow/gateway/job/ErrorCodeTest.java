package io.follow.gateway.job;

import static io.follow.gateway.job.ErrorCode.ENCODE_FAILED;
import static io.follow.gateway.job.ErrorCode.INVALID_JOB;
import static io.follow.gateway.job.ErrorCode.MAX_DELIVERIES_EXCEEDED;
import static io.follow.gateway.job.ErrorCode.PROCESS_FAILED;
import static io.follow.gateway.job.ErrorCode.SOURCE_NOT_FOUND;
import static io.follow.gateway.job.ErrorCode.STORAGE_READ_FAILED;
import static io.follow.gateway.job.ErrorCode.STORAGE_UPLOAD_FAILED;
import static io.follow.gateway.job.ErrorCode.WORKER_TOO_SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void retriesOnlyWhatAnotherAttemptMayMend() {
        assertThat(ErrorCode.values())
                .filteredOn(ErrorCode::isRetried)
                .containsExactlyInAnyOrder(
                        SOURCE_NOT_FOUND, PROCESS_FAILED, ENCODE_FAILED, STORAGE_READ_FAILED, STORAGE_UPLOAD_FAILED);
    }

    @Test
    void keepsWhatAnOperatorMayReplayOrShowToTheProducer() {
        assertThat(ErrorCode.values())
                .filteredOn(ErrorCode::isDeadLetter)
                .filteredOn(code -> !code.isRetried())
                .containsExactlyInAnyOrder(INVALID_JOB, WORKER_TOO_SMALL, MAX_DELIVERIES_EXCEEDED);
        assertThat(ErrorCode.values()).filteredOn(ErrorCode::isRetried).allMatch(ErrorCode::isDeadLetter);
    }

    @Test
    void hasTheNamesOfTheWireContract() {
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::name)
                .containsExactlyInAnyOrder(
                        "INVALID_JOB",
                        "INVALID_STORAGE_KEY",
                        "UPLOAD_TOKEN_INVALID",
                        "UPLOAD_TOKEN_EXPIRED",
                        "SOURCE_NOT_FOUND",
                        "FILE_TOO_LARGE",
                        "FILE_TOO_SMALL",
                        "UNSUPPORTED_FORMAT",
                        "INVALID_MAGIC_BYTES",
                        "DECODE_HEADER_FAILED",
                        "DECODE_FAILED",
                        "DECOMPRESSION_BOMB",
                        "WORKER_TOO_SMALL",
                        "PROCESS_FAILED",
                        "ENCODE_FAILED",
                        "PROCESS_TIMEOUT",
                        "STORAGE_READ_FAILED",
                        "STORAGE_UPLOAD_FAILED",
                        "MAX_DELIVERIES_EXCEEDED");
    }
}
