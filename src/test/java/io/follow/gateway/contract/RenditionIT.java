package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 7: further sizes of one image. */
@ExtendWith(SharedGatewayExtension.class)
class RenditionIT {

    private static final byte[] PHOTO = jpeg(quadrants(1000, 500, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final JobClient jobClient;
    private final Job job = Job.jpeg();

    RenditionIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @Test
    void comeWithTheImageInTheOrderInWhichTheyWereAskedFor() throws IOException, GeneralSecurityException {
        // given
        Job wanted = job.with(
                "renditions",
                """
                [{"name":"thumb","width":100,"format":"jpeg","storage_key":"%1$s/thumb.webp"},
                 {"name":"full","width":1900,"format":"png","storage_key":"%1$s/full"},
                 {"name":"card","width":400,"storage_key":"%1$s/card.jpg"}]
                """
                        .formatted(job.imageId()));

        // when
        Map<String, String> result = fixture.process(wanted, PHOTO);

        // then
        JsonNode list = new JsonMapper().readTree(result.get("renditions"));
        assertThat(list).hasSize(3);
        assertRendition(list.get(0), "thumb", "/thumb.jpg", "image/jpeg", 100, 50);
        assertRendition(list.get(1), "full", "/full.png", "image/png", 1000, 500);
        assertRendition(list.get(2), "card", "/card.webp", "image/webp", 400, 200);
        assertThat(result).containsEntry("status", "processed").containsEntry("processed_width", "1000");
        assertThat(fixture.stored(result)).isNotEmpty();
        assertThat(ImageIO.read(fixture.processed()
                                .resolve(job.imageId() + "/thumb.jpg")
                                .toFile())
                        .getWidth())
                .isEqualTo(100);
    }

    @Test
    void areCroppedAndPaddedAsTheyWereAskedFor() throws IOException, GeneralSecurityException {
        // given
        Job wanted = job.with(
                "renditions",
                """
                [{"name":"crop","width":100,"height":100,"fit":"cover","position":"east","storage_key":"%1$s/crop"},
                 {"name":"pad","width":100,"height":80,"fit":"contain","background":"#00ff00","format":"png","storage_key":"%1$s/pad"}]
                """
                        .formatted(job.imageId()));

        // when
        Map<String, String> result = fixture.process(wanted, PHOTO);

        // then
        JsonNode list = new JsonMapper().readTree(result.get("renditions"));
        assertRendition(list.get(0), "crop", "/crop.webp", "image/webp", 100, 100);
        assertRendition(list.get(1), "pad", "/pad.png", "image/png", 100, 80);
        assertThat(ImageIO.read(fixture.processed()
                                .resolve(job.imageId() + "/pad.png")
                                .toFile())
                        .getRGB(50, 2))
                .isEqualTo(0xFF00FF00);
    }

    @Test
    void leaveTheResultWithoutTheFieldWhereNoneWereAskedFor() {
        assertThat(fixture.process(job, PHOTO)).doesNotContainKey("renditions");
    }

    @Test
    void areRefusedWhereTwoObjectsOfTheJobWouldBeOne() {
        // given
        Job clashing = job.with("renditions", rendition("a", job.storageKey()));

        // then
        assertInvalid(clashing, ErrorCode.INVALID_JOB, "would replace another object of this job");
    }

    @Test
    void areRefusedWhereAKeyLeavesTheStore() {
        // given
        Job outside = job.with("renditions", rendition("a", "../incoming/" + job.sourceKey()));

        // then
        assertInvalid(outside, ErrorCode.INVALID_STORAGE_KEY, "renditions[0].storage_key");
    }

    @Test
    void leaveNothingBehindWhereOneOfThemCannotBeStored() throws IOException {
        // given
        Path inTheWay = fixture.processed().resolve(job.imageId() + "/second.webp");
        Files.createDirectories(inTheWay);
        Job unlucky = job.with(
                "renditions",
                """
                [{"name":"first","width":100,"storage_key":"%1$s/first.webp"},
                 {"name":"second","width":200,"storage_key":"%1$s/second.webp"}]
                """
                        .formatted(job.imageId()));
        fixture.putSource(unlucky, PHOTO);

        // when
        String jobId = jobClient.add(unlucky);

        // then
        assertFailedAndKept(fixture, unlucky, jobId, ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(inTheWay.resolveSibling("first.webp")).doesNotExist();
        assertThat(jobClient.deadLettersOf(jobId).get(0))
                .containsEntry("renditions", unlucky.fields().get("renditions"));
    }

    private static String rendition(String name, String key) {
        return "[{\"name\":\"" + name + "\",\"width\":10,\"storage_key\":\"" + key + "\"}]";
    }

    private void assertInvalid(Job refused, ErrorCode code, String reason) {
        Map<String, String> result = fixture.process(refused, PHOTO);
        assertThat(result).containsEntry("status", "failed").containsEntry("error_code", code.name());
        assertThat(result.get("error_message")).contains(reason);
    }

    private void assertRendition(JsonNode entry, String name, String key, String type, int width, int height)
            throws IOException, GeneralSecurityException {
        byte[] stored = Files.readAllBytes(fixture.processed().resolve(job.imageId() + key));
        assertThat(entry.fieldNames())
                .toIterable()
                .containsExactly("name", "storage_key", "sha256", "file_size", "content_type", "width", "height");
        assertThat(entry.path("name").asText()).isEqualTo(name);
        assertThat(entry.path("storage_key").asText()).isEqualTo(job.imageId() + key);
        assertThat(entry.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(stored)));
        assertThat(entry.path("file_size").asLong()).isEqualTo(stored.length);
        assertThat(entry.path("content_type").asText()).isEqualTo(type);
        assertThat(entry.path("width").asInt()).isEqualTo(width);
        assertThat(entry.path("height").asInt()).isEqualTo(height);
    }
}
