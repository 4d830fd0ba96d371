package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A route of somebody's own whose steps disagree: sizes are made for PNG, which may be higher than WebP. */
class EncodeFailureIT {

    private Path routes;
    private GatewayFixture fixture;

    @BeforeEach
    void start() throws IOException {
        routes = GatewayFixture.newFolder();
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Path main = routes.resolve("templates/image-pipeline.camel.yaml");
        Files.writeString(
                main,
                Files.readString(main)
                        .replace("format={{format}}", "format=png")
                        .replace(
                                "ref: encode\n              method: picture",
                                "ref: encode\n              method: as(${body}, 'webp', 85)"));
        fixture = GatewayFixture.start("IMG_GW_ROUTES_DIR=" + routes, "IMG_GW_UPLOAD_RETRY_COUNT=0");
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(routes);
    }

    @Test
    @CoversErrorCodes(ErrorCode.ENCODE_FAILED)
    void keepsAPictureThatTheEncoderRefuses() {
        // given
        Job job = Job.png();
        fixture.putSource(job, png(plain(1, 20_000, BufferedImage.TYPE_INT_RGB, 0)));

        // when
        String jobId = fixture.jobClient().add(job);

        // then
        assertThat(assertFailedAndKept(fixture, job, jobId, ErrorCode.ENCODE_FAILED))
                .contains("1×20000", "16383");
    }
}
