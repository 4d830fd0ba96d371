package io.follow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.token.TokenSigner;
import io.follow.gateway.token.UploadTokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAccessTest {

    private static final Instant NOW = Instant.parse("2026-02-24T10:00:00Z");
    private static final TokenSigner SIGNER = TokenSigner.create();

    private final ImageAccess access = access(new OperatorAccess("admin", false));

    private static ImageAccess access(OperatorAccess operators) {
        return new ImageAccess(
                operators, UploadTokenVerifier.ofKeys(SIGNER.publicKey()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String token(String image, Instant expiresAt) {
        JwtClaims claims = TokenSigner.claims(expiresAt.minusSeconds(600), expiresAt);
        claims.setClaim("image_id", image);
        return SIGNER.sign(claims).value();
    }

    private static Caller with(String... tokens) {
        return new Caller("192.0.2.7", "192.0.2.1", "gateway", null, null, false, List.of(tokens));
    }

    private static List<ImageId> images(String... ids) {
        return Arrays.stream(ids).map(ImageId::new).toList();
    }

    @Test
    void anUploadTokenReadsItsOwnImageAlone() {
        Caller caller = with(token("a", NOW.plusSeconds(60)));

        assertThat(access.admits(caller, "image", images("a"))).isTrue();
        assertThat(access.admits(caller, "image", images("b"))).isFalse();
        assertThat(access.admits(caller, "image", images("a", "b"))).isFalse();
    }

    @Test
    void severalImagesNeedTheTokensOfAll() {
        Caller caller = with(token("a", NOW.plusSeconds(60)), "nonsense", token("b", NOW.plusSeconds(60)));

        assertThat(access.admits(caller, "image", images("a", "b"))).isTrue();
        assertThat(access.admits(caller, "image", images("b", "a", "b"))).isTrue();
        assertThat(access.admits(caller, "image", images("a", "b", "c"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"60, true", "-60, true", "-3599, true", "-3631, false", "-86400, false"})
    void aTokenReadsUntilAnHourAfterItsEndGiveOrTakeTheClocks(long secondsLeft, boolean admitted) {
        assertThat(access.admits(with(token("a", NOW.plusSeconds(secondsLeft))), "image", images("a")))
                .isEqualTo(admitted);
    }

    @Test
    void aTokenThatIsNotValidYetDoesNotRead() {
        JwtClaims claims = TokenSigner.claims(NOW, NOW.plusSeconds(600));
        claims.setNotBefore(NumericDate.fromSeconds(NOW.plusSeconds(300).getEpochSecond()));

        assertThat(access.admits(with(SIGNER.sign(claims).value()), "image", images("42")))
                .isFalse();
    }

    @Test
    void aTokenReadsImagesOfItsPipelineAlone() {
        JwtClaims claims = TokenSigner.claims(NOW, NOW.plusSeconds(600));
        claims.setClaim("pipeline", "avatars");
        Caller caller = with(SIGNER.sign(claims).value());

        assertThat(access.admits(caller, "avatars", images("42"))).isTrue();
        assertThat(access.admits(caller, "image", images("42"))).isFalse();
        assertThat(access.admits(with(token("42", NOW.plusSeconds(60))), "avatars", images("42")))
                .isFalse();
    }

    @Test
    void aTokenOfAnUnknownKeyDoesNotRead() {
        JwtClaims claims = TokenSigner.claims(NOW, NOW.plusSeconds(600));

        assertThat(access.admits(with(TokenSigner.create().sign(claims).value()), "image", images("42")))
                .isFalse();
    }

    @Test
    void operatorsReadAllImages() {
        assertThat(access.admits(with("admin"), "image", images("a", "b"))).isTrue();
        assertThat(access.admits(with("wrong"), "image", images("a"))).isFalse();
        assertThat(access.admits(with(), "image", images("a"))).isFalse();
    }

    @Test
    void somebodyOnThisMachineReadsInTheEmbeddedModeAlone() {
        Caller local = new Caller("127.0.0.1", "127.0.0.1", "localhost:8090", null, null, false, List.of());
        Caller rebound = new Caller("127.0.0.1", "127.0.0.1", "evil.example:8090", null, null, false, List.of());

        assertThat(access(new OperatorAccess(null, true)).admits(local, "image", images("a")))
                .isTrue();
        assertThat(access(new OperatorAccess(null, true)).admits(rebound, "image", images("a")))
                .isFalse();
        assertThat(access(new OperatorAccess(null, false)).admits(local, "image", images("a")))
                .isFalse();
    }

    @Test
    void noUploadTokenReadsWithoutAPublicKey() {
        ImageAccess without = new ImageAccess(new OperatorAccess(null, false), null, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(without.admits(with(token("a", NOW.plusSeconds(60))), "image", images("a")))
                .isFalse();
    }
}
