package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** Section 7: where the pipeline says so, a result says what to show until its picture has loaded. */
class PlaceholderIT {

    /** Of 100 by 50 pixels, by the author's program. */
    private static final String HASH = "2+cJRJKyiHegiXd4iIcwhSf5hQ==";

    private static final byte[] PHOTO = png(drawn());

    @TempDir
    private Path folder;

    private Path routes;

    /** Blue on the left, where it has less than a third of the area, and no two colours alike elsewhere. */
    private static BufferedImage drawn() {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200 * 100; i++) {
            int x = i % 200 / 2;
            int y = i / 200 / 2;
            image.setRGB(i % 200, i / 200, x < 30 ? 0x3060A0 : ((2 * x) << 16) | ((5 * y) << 8) | (x + y));
        }
        return image;
    }

    @BeforeEach
    void switchOn() throws IOException {
        routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.writeString(
                routes.resolve("pipeline/image.camel.yaml"),
                """
                      - name: placeholder
                        value: "true"
                """,
                StandardOpenOption.APPEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "java"})
    void aResultHasThePlaceholderAndTheDominantColour(String engine) {
        // given
        Job job = Job.png();
        try (GatewayFixture fixture = GatewayFixture.start(
                "IMG_GW_ROUTES_DIR=" + routes, "IMG_GW_IMAGE_ENGINE=" + engine, "IMG_GW_ADMIN_TOKEN=admin")) {
            // when
            Map<String, String> result = fixture.process(job, PHOTO);

            // then
            assertThat(result).containsEntry("placeholder", HASH).containsEntry("dominant_colour", "#3060a0");
            try (EventStreamClient watching =
                    EventStreamClient.of(HttpClient.newHttpClient(), fixture.gateway(), "admin", job.imageId())) {
                JobClient.eventually(() -> watching.events().stream()
                        .anyMatch(event -> event.name().equals("image_processed")
                                && HASH.equals(event.data().get("placeholder"))));
            }
        }
    }

    @Test
    @ExtendWith(SharedGatewayExtension.class)
    void otherwiseItHasNeither(GatewayFixture fixture) {
        assertThat(fixture.process(Job.png(), PHOTO)).doesNotContainKeys("placeholder", "dominant_colour");
    }
}
