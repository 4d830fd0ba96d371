package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UploadPlacesTest {

    private static final List<String> THREE = List.of("image", "avatars", "scans");

    private final UploadPlaces places = new UploadPlaces(12);

    private int takeAll(String pipeline, List<String> running) {
        int taken = 0;
        while (places.tryTake(pipeline, running)) {
            taken++;
        }
        return taken;
    }

    @Test
    void theOnlyPipelineMayTakeAllPlaces() {
        assertThat(takeAll("image", List.of("image"))).isEqualTo(12);
    }

    @Test
    void aPipelineLeavesTheOthersTheirShares() {
        // when: two pipelines take what they can, one after the other
        int image = takeAll("image", THREE);
        int avatars = takeAll("avatars", THREE);

        // then: a share is 2, half of the places divided by three
        assertThat(image).isEqualTo(8);
        assertThat(avatars).isEqualTo(2);
        assertThat(takeAll("scans", THREE)).isEqualTo(2);
    }

    @Test
    void aReleasedPlaceIsFreeForAnyPipeline() {
        // given
        takeAll("image", THREE);
        takeAll("avatars", THREE);

        // when
        places.release("image");

        // then
        assertThat(takeAll("avatars", THREE)).isEqualTo(1);
    }

    @Test
    void withFewPlacesNoneIsReserved() {
        UploadPlaces two = new UploadPlaces(2);

        assertThat(two.tryTake("image", THREE)).isTrue();
        assertThat(two.tryTake("image", THREE)).isTrue();
        assertThat(two.tryTake("avatars", THREE)).isFalse();
    }
}
