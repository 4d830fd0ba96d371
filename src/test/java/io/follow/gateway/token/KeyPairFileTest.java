package io.follow.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.UploadToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPairFileTest {

    private static final Instant NOW = Instant.parse("2026-02-24T10:00:00Z");
    private static final UploadClaims CLAIMS = new UploadClaims(
            new ImageId("a"), new StorageKey("uploads/a.jpg"), "image/jpeg", 1000, NOW, NOW.plusSeconds(600));

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndForItsUserAlone() throws Exception {
        // given
        Path file = folder.resolve("data/upload-key");

        // when
        KeyPairFile made = KeyPairFile.open(file);
        KeyPairFile again = KeyPairFile.open(file);

        // then
        assertThat(again).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.toString()).contains(made.publicKey()).doesNotContain("privateKey");
    }

    @Test
    void signsTokensThatItsPublicKeyVerifies() throws Exception {
        // given
        KeyPairFile pair = KeyPairFile.open(folder.resolve("upload-key"));

        // when
        UploadToken token = pair.signer().sign(CLAIMS);

        // then
        assertThat(UploadTokenVerifier.ofKeys(pair.publicKey()).verify(token, NOW))
                .isEqualTo(CLAIMS);
    }

    @Test
    void standsBesideTheKeysOfApiServers() throws Exception {
        // given
        TokenSigner server = TokenSigner.create();
        KeyPairFile own = KeyPairFile.open(folder.resolve("upload-key"));

        // when
        UploadTokens tokens = UploadTokens.of(server.publicKey(), own);

        // then
        assertThat(tokens.verifier()).isNotNull();
        assertThat(tokens.verifier().verify(own.signer().sign(CLAIMS), NOW)).isEqualTo(CLAIMS);
        assertThat(tokens.verifier()
                        .verify(server.sign(TokenSigner.claims(NOW, NOW.plusSeconds(600))), NOW)
                        .imageId())
                .isEqualTo(new ImageId("42"));
    }

    @Test
    void isRefusedInOneLineWhenItHoldsSomethingElse() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("upload-key"), "hello\nworld\n");

        // when // then
        assertThatThrownBy(() -> KeyPairFile.open(file))
                .hasMessage("upload-key holds no key pair of two lines; delete it and a new one is made");
    }
}
