package io.follow.gateway.faults;

import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.token.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwt.JwtClaims;

/** Uploads small images one after the other, without retries, and records the answers. */
final class UploadClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final GatewayProcess gateway;
    private final TokenSigner signer;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<Integer> refused = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "uploads");

    private volatile boolean stopped;

    private UploadClient(GatewayProcess gateway, TokenSigner signer) {
        this.gateway = gateway;
        this.signer = signer;
    }

    static UploadClient start(GatewayProcess gateway, TokenSigner signer) {
        UploadClient uploads = new UploadClient(gateway, signer);
        uploads.thread.start();
        return uploads;
    }

    private void run() {
        try {
            while (!stopped) {
                upload("upload-" + UUID.randomUUID());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void upload(String image) throws InterruptedException {
        JwtClaims claims = TokenSigner.claims(Instant.now(), Instant.now().plusSeconds(600));
        claims.setClaim("image_id", image);
        claims.setClaim("storage_key", "images/" + image + ".jpg");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/upload"))
                .header("Authorization", "Bearer " + signer.sign(claims).value())
                .timeout(Duration.ofMinutes(1))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(FaultyJobs.small()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 202) {
                accepted.add(image);
            } else {
                refused.add(status);
            }
        } catch (IOException e) {
            // The outcome is unknown; continue with the next one.
            refused.add(0);
        }
    }

    /** The images accepted with 202. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** The other status codes; 0 without an answer. */
    List<Integer> refused() {
        return List.copyOf(refused);
    }

    /** Stops after the current upload and returns the accepted images. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return accepted();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
