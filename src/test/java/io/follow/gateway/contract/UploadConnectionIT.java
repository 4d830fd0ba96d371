package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.claims;
import static io.follow.gateway.contract.UploadRequests.guard;
import static io.follow.gateway.contract.UploadRequests.photo;
import static io.follow.gateway.contract.UploadRequests.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.UploadRequests.RawUpload;
import io.follow.gateway.image.MagicBytes;
import io.follow.gateway.token.TokenSigner;
import java.util.Arrays;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void answersASenderThatReadsNothingBeforeItHasSentAll(Refusal refusal) throws Exception {
        // given
        if (refusal == Refusal.DUPLICATE) {
            fixture.jobClient().commands().set(guard(image), "claimed");
        }
        byte[] body = new byte[900_000];
        try (RawUpload upload = connect()) {
            // when
            upload.head(tokenFor(refusal), "Content-Length: " + body.length).body(body);

            // then: an answer and the end of the connection, which is no reset
            assertThat(upload.status()).isEqualTo(refusal.status);
            upload.awaitClose();
        }
    }

    private enum Refusal {
        NO_TOKEN(401),
        DUPLICATE(409),
        TOO_LARGE(413),
        OTHER_TYPE(415);

        private final int status;

        Refusal(int status) {
            this.status = status;
        }
    }

    private String tokenFor(Refusal refusal) {
        return switch (refusal) {
            case NO_TOKEN -> "nonsense";
            case DUPLICATE, OTHER_TYPE -> token();
            case TOO_LARGE -> {
                JwtClaims claims = claims(image);
                claims.setClaim("max_file_size", 500_000);
                yield signer.sign(claims).value();
            }
        };
    }

    @Test
    void refusesAnotherTypeWhileTheUploadRunsAndKeepsNothingOfIt() throws Exception {
        try (RawUpload upload = connect()) {
            // when: as much is sent as is needed to tell the type, and far more is announced
            upload.head(token(), "Content-Length: 9000000").body(new byte[MagicBytes.ENOUGH]);

            // then
            assertThat(upload.status()).isEqualTo(415);
            assertThat(isGuarded()).isFalse();
            assertThat(received(fixture.incoming()))
                    .noneMatch(file -> file.toString().contains(image));
            JobClient.eventually(() -> fixture.gateway().metric("follow.gateway.memory.budget.used") == 0);

            // when: the same token, while the first sender could still send
            try (RawUpload again = connect()) {
                again.head(token(), "Content-Length: " + photo.length).body(photo);

                // then
                assertThat(again.status()).isEqualTo(202);
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
