package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.AnimatedGif;
import io.follow.gateway.image.AnimationTest;
import io.follow.gateway.image.AnimationTest.Played;
import io.follow.gateway.image.FrameArea;
import io.follow.gateway.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A pipeline that keeps animations, within its limit of pixels. */
class AnimatedIT {

    @TempDir
    private Path folder;

    @Test
    void keepsTheFramesOfAGifUnlessTheyHaveMorePixelsThanTheLimit() throws IOException, ImageException {
        // given: a limit of four frames of 40 by 30 pixels
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.writeString(
                routes.resolve("pipeline/image.camel.yaml"),
                """
                      - name: animated
                        value: "true"
                      - name: maxPixels
                        value: "4800"
                """,
                StandardOpenOption.APPEND);
        byte[] longer = new AnimatedGif(40, 30)
                .frame(new FrameArea(0, 0, 40, 30), 10, 1, -1, (x, y) -> AnimatedGif.RED)
                .frame(new FrameArea(0, 0, 1, 1), 10, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .frame(new FrameArea(1, 0, 1, 1), 10, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .frame(new FrameArea(2, 0, 1, 1), 10, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .frame(new FrameArea(3, 0, 1, 1), 10, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .file();
        try (GatewayFixture fixture = GatewayFixture.start("IMG_GW_ROUTES_DIR=" + routes)) {
            // when
            Map<String, String> kept = fixture.process(gif().with("width", "20"), AnimationTest.gif());
            Map<String, String> refused = fixture.process(gif(), longer);

            // then
            assertThat(kept).containsEntry("content_type", "image/webp").containsEntry("processed_height", "15");
            assertThat(Played.of(fixture.stored(kept)).millis()).containsExactly(100, 70, 250, 500);
            assertThat(refused).containsEntry("error_code", "DECOMPRESSION_BOMB");
        }
    }

    private static Job gif() {
        return Job.png().with("expected_content_type", "image/gif");
    }
}
