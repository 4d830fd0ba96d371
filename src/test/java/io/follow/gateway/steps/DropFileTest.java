package io.follow.gateway.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.storage.Stores;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFileTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0};

    @TempDir
    Path folder;

    private final DropFile step =
            new DropFile(new Stores(), Clock.fixed(Instant.parse("2026-02-24T10:00:00Z"), ZoneOffset.UTC), 100);

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
        Map<String, String> job = step.toJob(exchange, "file:" + folder.resolve("incoming"));
        assertThat(job).isNotNull();
        return job;
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
        assertThat(jobOf(dropped("a.jpg", PNG))).isEqualTo(jobOf(dropped("a.jpg", PNG)));
    }

    @Test
    void movesAFileOverTheLimitAsideWithoutReadingIt() throws Exception {
        // given
        Exchange exchange = dropped("huge.jpg", new byte[101]);

        // when
        Map<String, String> job = step.toJob(exchange, "file:" + folder.resolve("incoming"));

        // then
        assertThat(job).isNull();
        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(folder.resolve("inbox/.refused/huge.jpg")).exists();
        assertThat(folder.resolve("inbox/huge.jpg")).doesNotExist();
        assertThat(folder.resolve("incoming/dropped")).doesNotExist();
    }
}
