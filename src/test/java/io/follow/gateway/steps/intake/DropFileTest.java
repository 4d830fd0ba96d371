package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.intake.SourceFolder;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.testing.FixedPipelines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFileTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0};

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-24T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final DropFile step = new DropFile(
            new Stores(),
            new SourceFolder("gateway-received"),
            new PerPipeline<>(
                    pipeline -> new StatusHash("status:", "events", Duration.ofHours(1), CLOCK, new ObjectMapper())),
            CLOCK,
            FixedPipelines.of(100, "image"));

    private Exchange dropped(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve("inbox").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(file.toFile(), File.class);
        return exchange;
    }

    private Map<String, String> jobOf(Exchange exchange) throws Exception {
        NewEntry job = toJob(exchange);
        assertThat(job).isNotNull();
        return job.fields();
    }

    private @Nullable NewEntry toJob(Exchange exchange) throws Exception {
        return step.toJob(exchange, "file:" + folder.resolve("incoming"), "image:process");
    }

    @Test
    void makesAJobWhoseTypeIsThatOfTheBytesAndKeepsTheBytes() throws Exception {
        // given // when
        Map<String, String> job = jobOf(dropped("My Photo.jpg", PNG));

        // then
        assertThat(job.get("image_id")).matches("my-photo-[0-9a-f]{10}");
        assertThat(job)
                .containsEntry("expected_content_type", "image/png")
                .containsEntry("requested_at", "2026-02-24T10:00:00.000Z");
        assertThat(folder.resolve("incoming").resolve(job.get("source_key"))).hasBinaryContent(PNG);
    }

    @Test
    void neverMakesOneImageOfTwoFiles() throws Exception {
        // given: names that clean to the same, equal times, equal bytes
        Map<String, String> one = jobOf(dropped("a.jpg", PNG));
        Map<String, String> upper = jobOf(dropped("A.jpg", PNG));
        Map<String, String> below = jobOf(dropped("sub/a.jpg", PNG));
        Map<String, String> foreign = jobOf(dropped("+++.jpg", PNG));

        // then
        assertThat(List.of(one, upper, below, foreign))
                .extracting(job -> job.get("image_id"))
                .doesNotHaveDuplicates();
        assertThat(foreign.get("image_id")).startsWith("photo-");
    }

    @Test
    void knowsAFileAgainThatItMeetsAgain() throws Exception {
        // given
        Exchange first = dropped("a.jpg", PNG);
        Exchange again = first.copy();

        // when // then
        assertThat(jobOf(again)).isEqualTo(jobOf(first));
        assertThat(again.getProperty("GatewayRequestId")).isEqualTo(first.getProperty("GatewayRequestId"));
    }

    @Test
    void makesAnotherJobOfTheSameImageWhenTheFileIsDroppedAgain() throws Exception {
        // given
        Map<String, String> first = jobOf(dropped("a.jpg", PNG));
        Files.delete(folder.resolve("inbox/a.jpg"));

        // when
        Map<String, String> second = jobOf(dropped("a.jpg", PNG));

        // then
        assertThat(second.get("image_id")).isEqualTo(first.get("image_id"));
        assertThat(second.get("source_key")).isNotEqualTo(first.get("source_key"));
    }

    @Test
    void saysThatTheImageWaitsAndThatItsSourceIsTheGatewaysOwn() throws Exception {
        // given // when
        NewEntry job = toJob(dropped("a.jpg", PNG));

        // then
        assertThat(job).isNotNull();
        assertThat(job.also().hash()).isNotNull();
        assertThat(job.also().hash().fields()).containsEntry("stage", "queued");
        assertThat(job.also().index())
                .isEqualTo(new IndexWrite("image:process:sources", job.fields().get("source_key")));
    }

    @Test
    void movesAFileOverTheLimitAsideWithoutReadingIt() throws Exception {
        // given
        Exchange exchange = dropped("huge.jpg", new byte[101]);

        // when
        NewEntry job = toJob(exchange);

        // then
        assertThat(job).isNull();
        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(folder.resolve("inbox/.refused/huge.jpg")).exists();
        assertThat(folder.resolve("inbox/huge.jpg")).doesNotExist();
        assertThat(folder.resolve("incoming/gateway-received")).doesNotExist();
    }
}
