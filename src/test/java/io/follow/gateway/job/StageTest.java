package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUED,     queued,      0, false",
        "VALIDATING, validating, 10, false",
        "DECODING,   decoding,   30, false",
        "PROCESSING, processing, 55, false",
        "ENCODING,   encoding,   75, false",
        "UPLOADING,  uploading,  90, false",
        "DONE,       done,      100, true",
        "FAILED,     failed,     -1, true"
    })
    void hasTheNameAndProgressOfTheWireContract(Stage stage, String wireName, int progress, boolean end) {
        assertThat(stage.wireName()).isEqualTo(wireName);
        assertThat(stage.progress()).isEqualTo(progress);
        assertThat(stage.isEnd()).isEqualTo(end);
    }
}
