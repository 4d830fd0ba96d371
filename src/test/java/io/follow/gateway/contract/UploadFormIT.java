package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.token.TokenSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6: uploads as the file of a form. */
@ExtendWith(SharedGatewayExtension.class)
class UploadFormIT {

    private static final String BOUNDARY = "----form";

    private final GatewayFixture fixture;
    private final TokenSigner signer;
    private final String image = "form-" + UUID.randomUUID();
    private final JwtClaims claims = UploadRequests.claims(image);
    private final ByteArrayOutputStream form = new ByteArrayOutputStream();

    UploadFormIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
    }

    private UploadFormIT with(String disposition, byte[] content) throws IOException {
        form.write(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8));
        form.write(content);
        form.write("\r\n".getBytes(UTF_8));
        return this;
    }

    private UploadFormIT withFile(String name, byte[] content) throws IOException {
        return with("name=\"photo\"; filename=\"" + name + "\"", content);
    }

    private UploadFormIT withField(String name, byte[] content) throws IOException {
        return with("name=\"" + name + "\"", content);
    }

    private HttpResponse<String> send(String method, String path) throws IOException {
        form.write(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri(path))
                        .header("Authorization", "Bearer " + signer.sign(claims).value())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .method(method, BodyPublishers.ofByteArray(form.toByteArray())));
    }

    private HttpResponse<String> send() throws IOException {
        return send("POST", "/upload");
    }

    private void assertRefused(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"code\":\"" + code + "\",\"message\":\"");
        assertThat(UploadRequests.received(fixture.incoming()))
                .noneMatch(file -> file.toString().contains(image));
        assertThat(fixture.jobClient().commands().exists(UploadRequests.guard(image)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"POST, /upload", "PUT, /api/v1/upload"})
    void takesTheOnlyFileWhateverElseTheFormHolds(String method, String path) throws Exception {
        // given
        withField("note", "hello".getBytes(UTF_8))
                .withFile("", new byte[0])
                .withFile("Süße Bilder.jpg", photo(40, 30))
                .withField("submit", new byte[0]);

        // when
        HttpResponse<String> answer = send(method, path);

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(UploadRequests.awaitResult(fixture.jobClient(), image))
                .containsEntry("status", "processed")
                .containsEntry("original_width", "40");
    }

    @Test
    void takesAFileAsLargeAsTheTokenAllowsAndNoLarger() throws Exception {
        // given
        byte[] photo = photo(40, 30);
        claims.setClaim("max_file_size", photo.length - 1);
        withFile("a.jpg", photo);

        // when, then
        assertRefused(send(), 413, "FILE_TOO_LARGE");

        // given
        form.reset();
        claims.setClaim("max_file_size", photo.length);
        withFile("a.jpg", photo);

        // when, then
        assertThat(send().statusCode()).isEqualTo(202);
    }

    @Test
    void refusesTwoFiles() throws Exception {
        withFile("a.jpg", photo(8, 8)).withFile("b.jpg", photo(8, 8));
        assertRefused(send(), 400, "MALFORMED_REQUEST");
    }

    @Test
    void refusesAFormWithoutAFile() throws Exception {
        withField("photo", photo(8, 8)).withFile("", new byte[0]);
        assertRefused(send(), 400, "MALFORMED_REQUEST");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        withFile("a.jpg", new byte[0]);
        assertRefused(send(), 400, "FILE_TOO_SMALL");
    }

    @Test
    void refusesAFileOfAnotherType() throws Exception {
        withFile("a.jpg", "no JPEG".getBytes(UTF_8));
        assertRefused(send(), 415, "INVALID_MAGIC_BYTES");
    }

    @Test
    void refusesAFormThatHidesMoreThanItsFile() throws Exception {
        withFile("a.jpg", photo(8, 8)).withField("padding", new byte[70_000]);
        assertRefused(send(), 400, "MALFORMED_REQUEST");
    }

    @Test
    void refusesAFormThatEndsEarly() throws Exception {
        // given: no boundary behind the file
        withFile("a.jpg", photo(8, 8));

        // when
        HttpResponse<String> answer = fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload"))
                        .header("Authorization", "Bearer " + signer.sign(claims).value())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form.toByteArray())));

        // then
        assertRefused(answer, 400, "MALFORMED_REQUEST");
    }
}
