package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** A CA of a test's own, with its files in a folder. What it issues is valid for a day. */
public final class CertificateAuthority {

    private static final String NAME = "Test CA";

    /** The clocks of two processes may differ. */
    private static final Duration VALID_SINCE = Duration.ofHours(1);

    private static final Duration EXPIRED_SINCE = Duration.ofHours(25);

    private final Path folder;
    private final KeyPair key;

    private CertificateAuthority(Path folder, KeyPair key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * A certificate with its key, both in PEM.
     *
     * @param key as PKCS #8
     */
    public record Issued(Path certificate, Path key) {}

    /**
     * Makes one.
     *
     * @param folder empty or not there yet
     */
    public static CertificateAuthority in(Path folder) {
        try {
            CertificateAuthority authority =
                    new CertificateAuthority(Files.createDirectories(folder), Certificates.newKey());
            write(
                    authority.certificate(),
                    Certificates.ofCa(NAME, authority.key, Instant.now().minus(VALID_SINCE)));
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate that vouches for those that it issues. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /**
     * Issues a certificate. One of the same name takes the place of the former.
     *
     * @param name also of the files
     * @param hosts alternative names such as {@code ip:127.0.0.1,dns:localhost}
     */
    public Issued issue(String name, String hosts) {
        return issue(name, hosts, VALID_SINCE);
    }

    /** The same, but it was valid until an hour ago. */
    public Issued issueExpired(String name, String hosts) {
        return issue(name, hosts, EXPIRED_SINCE);
    }

    private Issued issue(String name, String hosts, Duration since) {
        Issued issued = new Issued(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        try {
            KeyPair own = Certificates.newKey();
            write(
                    issued.certificate(),
                    Certificates.of(name, own, hosts, Instant.now().minus(since), NAME, key));
            Files.writeString(
                    issued.key(), Pem.text("PRIVATE KEY", own.getPrivate().getEncoded()));
            return issued;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, X509Certificate certificate) throws IOException {
        try {
            Files.writeString(file, Pem.text("CERTIFICATE", certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate has no encoding", e);
        }
    }
}
