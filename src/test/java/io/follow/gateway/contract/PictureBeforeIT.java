package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.UploadRequests.RawUpload;
import io.follow.gateway.image.MisleadingJpegs;
import io.follow.gateway.image.StructuredJpeg;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is made of the bytes of its own job alone, whatever was processed before. */
@ExtendWith(ValkeyExtension.class)
class PictureBeforeIT {

    /** Large enough for two threads, and for the memory that decoders use again. */
    private static final int WIDTH = 1248;

    private static final int HEIGHT = 832;
    private static final byte[] BRIGHT = jpeg(plain(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, 0xFFFFFF00));
    private static final byte[] DARK = jpeg(plain(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, 0xFF000060));

    @TempDir
    private Path folder;

    private final TokenSigner signer = TokenSigner.create();

    /** How a job ends, without what differs between two jobs. */
    private record Outcome(String status, String code, String message, String digest) {

        static Outcome of(Map<String, String> result) {
            return new Outcome(
                    String.valueOf(result.get("status")),
                    String.valueOf(result.get("error_code")),
                    String.valueOf(result.get("error_message")),
                    String.valueOf(result.get("sha256")));
        }
    }

    private static Map<String, byte[]> brokenFiles() {
        Map<String, byte[]> files = new MisleadingJpegs(WIDTH, HEIGHT).withoutAComponent();
        files.keySet().removeIf(name -> !name.matches("C[02] .*\\[22, 11, 11\\].*"));
        return files;
    }

    private static Map<String, byte[]> oddFiles() {
        Map<String, byte[]> files = new MisleadingJpegs(WIDTH, HEIGHT).withAHiddenFrame();
        files.keySet().removeIf(name -> name.contains("that lacks"));
        files.put(
                "each component in a scan of its own",
                StructuredJpeg.separate(WIDTH, HEIGHT, 22, 11, 11).file());
        files.put(
                "colour of a third of the rows",
                StructuredJpeg.interleaved(WIDTH, HEIGHT, 23, 11, 11).file());
        return files;
    }

    private Job put(byte[] file) {
        Job job = Job.jpeg();
        GatewayFixture.put(folder.resolve("incoming").resolve(job.sourceKey()), file);
        return job;
    }

    /** Puts one picture for each worker before each file. */
    private Map<String, Outcome> outcomes(JobClient jobClient, Map<String, byte[]> files, byte[] before, int workers) {
        Map<String, String> jobs = new LinkedHashMap<>();
        files.forEach((name, file) -> {
            for (int i = 0; i < workers; i++) {
                jobClient.add(put(before));
            }
            jobs.put(name, jobClient.add(put(file)));
        });
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        jobs.forEach((name, job) -> outcomes.put(name, Outcome.of(jobClient.resultOf(job))));
        return outcomes;
    }

    private Outcome upload(InProcessGateway gateway, JobClient jobClient, byte[] file) throws IOException {
        String image = UUID.randomUUID().toString();
        try (RawUpload upload = new RawUpload(gateway.port())) {
            String token = signer.sign(UploadRequests.claims(image)).value();
            assertThat(upload.head(token, "Content-Length: " + file.length)
                            .body(file)
                            .status())
                    .isEqualTo(202);
        }
        return Outcome.of(UploadRequests.awaitResult(jobClient, image));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aResultShowsNothingOfThePictureBefore(int workers, ValkeyServer server) throws IOException {
        try (InProcessGateway gateway = InProcessGateway.start(
                        server.uri(),
                        folder,
                        "IMG_GW_WORKERS=" + workers,
                        "FOLLOW_API_ED25519_PUBLIC_KEY=" + signer.publicKey());
                JobClient jobClient = new JobClient(server.uri())) {
            // given
            JobClient.eventually(gateway::isReady);
            Map<String, byte[]> broken = brokenFiles();
            Map<String, byte[]> odd = oddFiles();
            assertThat(broken).hasSizeGreaterThan(5);

            // when
            Map<String, Outcome> brokenAfterBright = outcomes(jobClient, broken, BRIGHT, workers);
            Map<String, Outcome> oddAfterBright = outcomes(jobClient, odd, BRIGHT, workers);
            Map<String, Outcome> brokenAfterDark = outcomes(jobClient, broken, DARK, workers);
            Map<String, Outcome> oddAfterDark = outcomes(jobClient, odd, DARK, workers);

            // then
            assertThat(brokenAfterBright).isEqualTo(brokenAfterDark).allSatisfy((name, outcome) -> {
                assertThat(outcome.code()).isEqualTo("DECODE_FAILED");
                assertThat(outcome.message()).contains("component " + name.substring(name.length() - 1) + " of 3");
            });
            assertThat(oddAfterBright).isEqualTo(oddAfterDark);
            assertThat(oddAfterBright.values())
                    .anyMatch(outcome -> outcome.status().equals("processed"));
            for (Map.Entry<String, byte[]> file : broken.entrySet()) {
                assertThat(upload(gateway, jobClient, file.getValue()))
                        .as(file.getKey())
                        .isEqualTo(brokenAfterBright.get(file.getKey()));
            }
            assertThat(upload(gateway, jobClient, odd.get("a frame in 02")))
                    .isEqualTo(oddAfterBright.get("a frame in 02"));
        }
    }
}
