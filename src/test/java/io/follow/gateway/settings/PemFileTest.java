package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class PemFileTest {

    /** RFC 5958: what stands before the key itself in the PKCS #8 form of an RSA key of 2,048 bits. */
    private static final int BEFORE_THE_KEY = 26;

    @TempDir
    private Path folder;

    private static KeyPair generate(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @Test
    void holdsAKeyAsPkcs8() throws Exception {
        assertKey("PRIVATE KEY", generate("RSA", 2048).getPrivate().getEncoded());
        assertKey("PRIVATE KEY", generate("EC", 256).getPrivate().getEncoded());
    }

    @Test
    void holdsAKeyAsPkcs1() throws Exception {
        byte[] encoded = generate("RSA", 2048).getPrivate().getEncoded();
        assertKey("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, BEFORE_THE_KEY, encoded.length));
    }

    @Test
    void holdsAKeyAsSec1() throws Exception {
        assertKey("EC PRIVATE KEY", sec1((ECPrivateKey) generate("EC", 256).getPrivate()));
    }

    /** RFC 5915: version 1, the number in 32 bytes, and the curve P-256 (1.2.840.10045.3.1.7). */
    private static byte[] sec1(ECPrivateKey key) throws IOException {
        byte[] digits = key.getS().toByteArray();
        byte[] number = new byte[32];
        int length = Math.min(digits.length, number.length);
        System.arraycopy(digits, digits.length - length, number, number.length - length, length);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(HexFormat.of().parseHex("30310201010420"));
        der.write(number);
        der.write(HexFormat.of().parseHex("a00a06082a8648ce3d030107"));
        return der.toByteArray();
    }

    @Test
    void holdsCertificates() {
        Path certificate = CertificateAuthority.in(folder.resolve("authority")).certificate();
        assertThat(read(EnvVariable.REDIS_TLS_CA, certificate)).isEqualTo(certificate.toString());
    }

    @Test
    void isRefusedWithAnythingElse() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "-----BEGIN RSA PRIVATE KEY-----\nhunter2");
        for (EnvVariable variable :
                new EnvVariable[] {EnvVariable.REDIS_TLS_CA, EnvVariable.REDIS_TLS_CERT, EnvVariable.REDIS_TLS_KEY}) {
            assertThatThrownBy(() -> read(variable, other))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessage(variable + " is \"" + other + "\", expected " + variable.allowedValues());
        }
    }

    @Test
    void isRefusedWhereItIsNotThere() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> read(EnvVariable.REDIS_TLS_KEY, none))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("REDIS_TLS_KEY is \"" + none + "\", expected the path of a PEM file with ");
    }

    private void assertKey(String label, byte[] content) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), Pem.text(label, content));
        assertThat(read(EnvVariable.REDIS_TLS_KEY, file)).isEqualTo(file.toString());
    }

    private static String read(EnvVariable variable, Path file) {
        return String.valueOf(variable.read(new MockEnvironment().withProperty(variable.name(), file.toString())));
    }
}
