package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.CertificateAuthority.Issued;
import io.follow.gateway.testing.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class PemKeyPairTest {

    @TempDir
    private static Path folder;

    private static Issued gateway;
    private static Issued other;

    @BeforeAll
    static void issue() {
        CertificateAuthority authority = CertificateAuthority.in(folder.resolve("authority"));
        gateway = authority.issue("gateway", "dns:gateway");
        other = authority.issue("other", "dns:other");
    }

    @Test
    void aKeyMatchesItsOwnCertificateOnly() throws Exception {
        assertThat(PemKeyPair.matches(gateway.certificate(), gateway.key())).isTrue();
        assertThat(PemKeyPair.matches(gateway.certificate(), other.key())).isFalse();
    }

    @Test
    void theFirstCertificateOfAFileCounts() throws Exception {
        Path chain = Files.writeString(
                folder.resolve("chain.crt"),
                Files.readString(gateway.certificate()) + Files.readString(other.certificate()));
        assertThat(PemKeyPair.matches(chain, gateway.key())).isTrue();
        assertThat(PemKeyPair.matches(chain, other.key())).isFalse();
    }

    @Test
    void aKeyOfAnotherAlgorithmMatchesNoCertificate() throws Exception {
        byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Path key = Files.writeString(folder.resolve("rsa.key"), Pem.text("PRIVATE KEY", rsa));
        assertThat(PemKeyPair.matches(gateway.certificate(), key)).isFalse();
    }

    @Test
    void theGatewayRefusesToStartWithTheKeyOfAnotherCertificate() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("REDIS_URL", "rediss://valkey")
                .withProperty("REDIS_TLS_CERT", gateway.certificate().toString())
                .withProperty("REDIS_TLS_KEY", other.key().toString());
        assertThatThrownBy(new RelatedSettings(environment)::checkCredentials)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("REDIS_TLS_KEY is not the key of REDIS_TLS_CERT, expected the private key of the first"
                        + " certificate in that file");
    }
}
