package io.follow.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, valid for a day.
 *
 * @param certificate in PEM, for a client that takes a file of trusted certificates
 * @param key in PEM
 * @param trustStore the certificate as PKCS #12, for a Java client
 * @param trustStorePassword of the trust store
 */
public record TlsFiles(Path certificate, Path key, Path trustStore, String trustStorePassword) {

    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";

    static TlsFiles create(Path folder) throws IOException {
        Path keyStore = folder.resolve("server.p12");
        Keytool.with("-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=localhost")
                .and("-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "1", "-storetype", "PKCS12")
                .and("-keystore", keyStore.toString(), "-storepass", PASSWORD)
                .run();
        TlsFiles files = new TlsFiles(
                folder.resolve("server.crt"), folder.resolve("server.key"), folder.resolve("trust.p12"), PASSWORD);
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] privateKey = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(files.key(), Pem.text("PRIVATE KEY", privateKey));
            Files.writeString(
                    files.certificate(),
                    Pem.text("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key made by keytool cannot be read", e);
        }
        Keytool.with(
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        ALIAS,
                        "-file",
                        files.certificate().toString())
                .and("-storetype", "PKCS12", "-keystore", files.trustStore().toString(), "-storepass", PASSWORD)
                .run();
        return files;
    }

    List<String> serverArguments(int port) {
        return List.of(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", certificate.toString(),
                "--tls-key-file", key.toString(),
                "--tls-ca-cert-file", certificate.toString(),
                "--tls-auth-clients", "no");
    }
}
