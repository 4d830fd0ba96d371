package io.follow.gateway.testing;

import io.follow.gateway.testing.CertificateAuthority.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;

/**
 * What a server needs to speak TLS.
 *
 * @param authority the certificate of the CA in PEM, for a client that takes a file of trusted certificates
 * @param server the certificate of the server and its key
 * @param mutual whether clients must show a certificate of the same CA
 */
public record TlsFiles(Path authority, Issued server, boolean mutual) {

    private static final String PASSWORD = "changeit";

    /** A certificate for {@code localhost} and {@code 127.0.0.1}, of a CA of its own. */
    static TlsFiles create(Path folder) {
        return of(CertificateAuthority.in(folder));
    }

    /** The same, of a CA that there is. */
    public static TlsFiles of(CertificateAuthority authority) {
        return of(authority, authority.issue("server", "dns:localhost,ip:127.0.0.1"));
    }

    public static TlsFiles of(CertificateAuthority authority, Issued server) {
        return new TlsFiles(authority.certificate(), server, false);
    }

    /** Clients must show a certificate. */
    public TlsFiles asMutual() {
        return new TlsFiles(authority, server, true);
    }

    /** The certificate of the CA as PKCS #12, for a Java client; written at each call. */
    public Path trustStore() {
        Path file = authority.resolveSibling("trust.p12");
        try (InputStream pem = Files.newInputStream(authority);
                OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the trust store cannot be written", e);
        }
    }

    public String trustStorePassword() {
        return PASSWORD;
    }

    /** For a server with this port for TLS; its replication and the bus of its cluster stay as they are. */
    List<String> serverArguments(int port) {
        return List.of(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", server.certificate().toString(),
                "--tls-key-file", server.key().toString(),
                "--tls-ca-cert-file", authority.toString(),
                "--tls-auth-clients", mutual ? "yes" : "no");
    }

    /** Lines for the configuration of a Sentinel with this port for TLS. */
    String sentinelSettings(int port) {
        return String.join(
                "\n",
                "tls-port " + port,
                "tls-cert-file " + server.certificate(),
                "tls-key-file " + server.key(),
                "tls-ca-cert-file " + authority,
                "tls-auth-clients " + (mutual ? "yes" : "no"),
                "tls-replication yes",
                "");
    }
}
