package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.claims;
import static io.follow.gateway.contract.UploadRequests.photo;
import static io.follow.gateway.contract.UploadRequests.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.UploadRequests.RawUpload;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to the packaged gateway: many at once, and a crash in the middle of one. */
@ExtendWith(ValkeyExtension.class)
class PackagedUploadIT {

    private static final int AT_ONCE = 100;

    @TempDir
    private Path folder;

    private final TokenSigner signer = TokenSigner.create();
    private final List<AutoCloseable> opened = new ArrayList<>();

    private ValkeyServer server;
    private TcpProxy proxy;
    private JobClient jobClient;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        server = valkey;
        proxy = TcpProxy.to(valkey.port());
        jobClient = new JobClient(valkey.uri());
        opened.addAll(List.of(proxy, jobClient));
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private GatewayProcess.Builder gateway() {
        return GatewayProcess.in(folder)
                .env("REDIS_URL", "redis://127.0.0.1:" + proxy.port())
                .env("FOLLOW_API_ED25519_PUBLIC_KEY", signer.publicKey());
    }

    private GatewayProcess start(GatewayProcess.Builder builder) {
        GatewayProcess process = builder.start();
        opened.add(process);
        return process.awaitReady();
    }

    private RawUpload begin(GatewayProcess gateway, String image, byte[] body) throws Exception {
        RawUpload upload = new RawUpload(gateway.port());
        opened.add(upload);
        upload.head(signer.sign(claims(image)).value(), "Content-Length: " + body.length);
        return upload.body(Arrays.copyOf(body, body.length / 2));
    }

    private static byte[] secondHalf(byte[] body) {
        return Arrays.copyOfRange(body, body.length / 2, body.length);
    }

    private boolean isHalfTaken(byte[] body) throws IOException {
        return received(folder.resolve("data/incoming").resolve(ImageStore.RESERVED_PART)).stream()
                .anyMatch(file -> file.toFile().length() == body.length / 2);
    }

    @Test
    void takesMoreAtOnceThanItsHeapCouldHold() throws Exception {
        // given: a hundred bodies of 1.5 MB, half of each on its way
        byte[] body = Arrays.copyOf(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, 1_500_000);
        GatewayProcess gateway = start(gateway().jvm("-Xmx96m").env("IMG_GW_WORKERS", "1"));
        List<RawUpload> uploads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            uploads.add(begin(gateway, "many-" + i, body));
        }
        JobClient.eventually(
                () -> jobClient.commands().keys("image:upload:many-*:owner").size() == AT_ONCE);

        // when
        List<Integer> statuses = new ArrayList<>();
        for (RawUpload upload : uploads) {
            statuses.add(upload.body(secondHalf(body)).status());
        }

        // then
        assertThat(statuses).hasSize(AT_ONCE).containsOnly(202);
        JobClient.eventually(() -> jobClient.bodies("image:result").size() == AT_ONCE);
        JobClient.eventually(() -> received(folder.resolve("data/incoming")).isEmpty());
        assertThat(gateway.log()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void leavesBytesThatASweepRemovesWhenItDiesBetweenStoringAndAdding() throws Exception {
        // given: the bytes are stored, and adding the job gets no further
        byte[] body = photo(40, 30);
        GatewayProcess first = start(gateway());
        RawUpload upload = begin(first, "crash", body);
        // The guard's reply has come through as well, or no byte would be taken.
        JobClient.eventually(() -> isHalfTaken(body));
        proxy.stall();
        upload.body(secondHalf(body));
        JobClient.eventually(
                () -> received(folder.resolve("data/incoming/gateway-received")).size() == 1);

        // when
        first.kill();
        proxy.cut();
        proxy.pass();
        opened.add(InProcessGateway.start(
                server.uri(),
                folder.resolve("data"),
                "gateway.upload.orphan-age=1s",
                "gateway.upload.sweep-interval-ms=200"));

        // then
        JobClient.eventually(
                () -> received(folder.resolve("data/incoming/gateway-received")).isEmpty());
        assertThat(jobClient.bodies("image:result")).isEmpty();
    }
}
