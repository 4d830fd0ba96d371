package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.claims;
import static io.follow.gateway.contract.UploadRequests.guard;
import static io.follow.gateway.contract.UploadRequests.photo;
import static io.follow.gateway.contract.UploadRequests.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.UploadRequests.RawUpload;
import io.follow.gateway.token.TokenSigner;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 6: uploads on the wire, where senders wait, lie or go away. */
@ExtendWith(SharedGatewayExtension.class)
class UploadConnectionIT {

    private final GatewayFixture fixture;
    private final TokenSigner signer;
    private final String image = "raw-" + UUID.randomUUID();
    private final byte[] photo = photo(40, 30);

    UploadConnectionIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
    }

    private String token() {
        return signer.sign(claims(image)).value();
    }

    private RawUpload connect() throws Exception {
        return new RawUpload(fixture.gateway().port());
    }

    private boolean isGuarded() {
        return fixture.jobClient().commands().exists(guard(image)) == 1;
    }

    @Test
    void asksForTheBodyWhenItWillReadIt() throws Exception {
        try (RawUpload upload = connect()) {
            // when
            upload.head(token(), "Expect: 100-continue", "Content-Length: " + photo.length);
            int interim = upload.status();
            int status = upload.body(photo).status();

            // then
            assertThat(interim).isEqualTo(100);
            assertThat(status).isEqualTo(202);
        }
    }

    @Test
    void asksForNoBodyThatItRefuses() throws Exception {
        fixture.jobClient().commands().set(guard(image), "claimed");
        try (RawUpload duplicate = connect();
                RawUpload unauthorized = connect()) {
            // when
            duplicate.head(token(), "Expect: 100-continue", "Content-Length: " + photo.length);
            unauthorized.head("nonsense", "Expect: 100-continue", "Content-Length: " + photo.length);

            // then
            assertThat(duplicate.status()).isEqualTo(409);
            assertThat(unauthorized.status()).isEqualTo(401);
        }
    }

    @Test
    void refusesAnAnnouncedLengthAboveTheLimitAndEndsTheConnection() throws Exception {
        try (RawUpload upload = connect()) {
            // when
            upload.head(token(), "Content-Length: 50000000");

            // then
            assertThat(upload.status()).isEqualTo(413);
            upload.awaitClose();
            assertThat(isGuarded()).isFalse();
        }
    }

    @Test
    void refusesADuplicateAndEndsTheConnectionWithoutItsBody() throws Exception {
        fixture.jobClient().commands().set(guard(image), "claimed");
        try (RawUpload upload = connect()) {
            // when
            upload.head(token(), "Content-Length: 9000000");

            // then
            assertThat(upload.status()).isEqualTo(409);
            upload.awaitClose();
        }
    }

    @Test
    void answersASenderThatReadsNothingBeforeItHasSentAll() throws Exception {
        // given
        fixture.jobClient().commands().set(guard(image), "claimed");
        byte[] body = new byte[900_000];
        for (String refused : List.of(token(), "nonsense")) {
            try (RawUpload upload = connect()) {
                // when
                upload.head(refused, "Content-Length: " + body.length).body(body);

                // then: an answer and the end of the connection, which is no reset
                assertThat(upload.status()).isIn(401, 409);
                upload.awaitClose();
            }
        }
    }

    @Test
    void leavesNothingOfASenderThatGoesAway() throws Exception {
        // given
        try (RawUpload upload = connect()) {
            upload.head(token(), "Content-Length: " + photo.length);
            upload.body(Arrays.copyOf(photo, photo.length / 2));
            JobClient.eventually(this::isGuarded);
        }

        // then
        JobClient.eventually(() -> !isGuarded());
        assertThat(received(fixture.incoming()))
                .noneMatch(file -> file.toString().contains(image));
        assertThat(fixture.jobClient().bodies("image:process")).noneMatch(job -> image.equals(job.get("image_id")));
    }
}
