package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The headers that a server receives with an object, and with the object of a store check. */
class ObjectOptionsTest {

    private static final byte[] PICTURE = "picture".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path spool;

    private final List<Headers> received = new ArrayList<>();
    private final S3Clients clients = new S3Clients();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                received.add(exchange.getRequestHeaders());
            }
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    private ImageStore open(String options) {
        S3Settings settings = new S3Settings(
                S3Settings.endpoint("http://127.0.0.1:" + server.getAddress().getPort()),
                null,
                null,
                null,
                Duration.ofSeconds(30));
        return new S3Stores(clients, settings, spool).open("//photos" + options);
    }

    @Test
    void accompanyEachObjectAndEachStoreCheck() throws Exception {
        // given
        ImageStore store = open("?cacheControl=public, max-age=60&sse=aws:kms&kmsKeyId=key-1&metadata.owner=web");

        // when
        store.write(new StorageKey("1.webp"), PICTURE, "image/webp");
        store.checkRoom(10, 1);

        // then
        assertThat(received).hasSize(2).allSatisfy(headers -> {
            assertThat(headers.getFirst("Cache-Control")).isEqualTo("public, max-age=60");
            assertThat(headers.getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
            assertThat(headers.getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
                    .isEqualTo("key-1");
            assertThat(headers.getFirst("x-amz-meta-owner")).isEqualTo("web");
        });
    }

    @Test
    void encryptWithTheKeyOfTheStore() throws Exception {
        // when
        open("?sse=AES256").write(new StorageKey("1.webp"), PICTURE, "image/webp");

        // then
        assertThat(received.get(0).getFirst("x-amz-server-side-encryption")).isEqualTo("AES256");
        assertThat(received.get(0).getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
                .isNull();
    }

    @Test
    void areNotSentWhereThereAreNone() throws Exception {
        // when
        open("").write(new StorageKey("1.webp"), PICTURE, "image/webp");

        // then
        assertThat(received.get(0).keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches("cache-control|x-amz-(server|meta).*"));
    }

    @Test
    void leaveTheBodyInOnePieceForServersThatKnowNoSignedChunks() throws Exception {
        // when
        open("").write(new StorageKey("1.webp"), PICTURE, "image/webp");

        // then
        assertThat(received.get(0).getFirst("x-amz-content-sha256")).doesNotContain("STREAMING");
        assertThat(received.get(0).getFirst("Content-Encoding")).isNull();
        assertThat(received.get(0).getFirst("Content-Length")).isEqualTo("7");
    }
}
