package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorShareTest {

    @ParameterizedTest
    @CsvSource({
        // even where there is nothing to share, health can be asked for
        "64, 8, 8",
        "64, 2, 8",
        "256, 4, 98",
        "1024, 4, 482",
        "20000, 16, 19356"
    })
    void leavesJobsAndUploadsWhatTheyNeed(long descriptors, int workers, long connections) {
        assertThat(DescriptorShare.connections(descriptors, workers)).isEqualTo(connections);
    }
}
