package io.follow.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519KeysTest {

    @Test
    void readsTheKeyOfTheExampleInRfc8037() throws GeneralSecurityException {
        // given the key and the signature of RFC 8037, appendix A.4
        String base64 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        String signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        String signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        // when
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(Ed25519Keys.parse(base64).get(0));
        verifier.update(signed.getBytes(StandardCharsets.US_ASCII));

        // then
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(signature))).isTrue();
    }

    @RepeatedTest(20)
    void readsEveryKeyAsTheJdkDoes() {
        TokenSigner signer = TokenSigner.create();

        assertThat(Ed25519Keys.parse(signer.publicKey()))
                .containsExactly(signer.keys().getPublic());
    }

    @Test
    void readsSeveralKeysWithSpaceAroundThem() {
        TokenSigner first = TokenSigner.create();
        TokenSigner second = TokenSigner.create();

        assertThat(Ed25519Keys.parse(" " + first.publicKey() + " ,\n" + second.publicKey()))
                .containsExactly(first.keys().getPublic(), second.keys().getPublic());
    }

    @ParameterizedTest
    @CsvSource({
        "'',       key 1 of 1 has 0 bytes",
        "'AAAA',   key 1 of 1 has 3 bytes",
        "'hunter2!', key 1 of 1 is not base64",
        "'11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=,', key 2 of 2 has 0 bytes"
    })
    void saysWhichKeyIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519Keys.parse(text))
                .withMessage(message + ", expected base64 of the raw 32 bytes of an Ed25519 public key");
    }

    @Test
    void refusesTheX509Form() {
        String x509 = Base64.getEncoder()
                .encodeToString(TokenSigner.create().keys().getPublic().getEncoded());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519Keys.parse(x509))
                .withMessageStartingWith("key 1 of 1 has 44 bytes")
                .withMessageNotContaining(x509);
    }

    @Test
    void refusesANumberThatIsNoPointOfTheCurve() {
        // given y = 2, for which no x exists
        byte[] raw = new byte[32];
        raw[0] = 2;

        // when, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519Keys.parse(Base64.getEncoder().encodeToString(raw)))
                .withMessageStartingWith("key 1 of 1 is not a point of the curve");
    }

    @Test
    void refusesANumberPastTheField() {
        byte[] raw = new byte[32];
        Arrays.fill(raw, (byte) 0xff);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519Keys.parse(Base64.getEncoder().encodeToString(raw)))
                .withMessageStartingWith("key 1 of 1 is not a point of the curve");
    }
}
