package io.follow.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** A CA of a test's own, with its files in a folder. What it issues is valid for a day. */
public final class CertificateAuthority {

    private static final String CA = "ca";
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path keyStore;

    private CertificateAuthority(Path folder) {
        this.folder = folder;
        this.keyStore = folder.resolve("authority.p12");
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
            CertificateAuthority authority = new CertificateAuthority(Files.createDirectories(folder));
            authority.generate(CA, "-dname", "CN=Test CA", "-ext", "bc:c");
            authority.export(CA);
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate that vouches for those that it issues. */
    public Path certificate() {
        return folder.resolve(CA + ".crt");
    }

    /**
     * Issues a certificate.
     *
     * @param name also of the files
     * @param host an alternative name such as {@code ip:127.0.0.1} or {@code dns:localhost}
     */
    public Issued issue(String name, String host) {
        return issue(name, host, "-startdate", "-1H");
    }

    /** The same, but it was valid until an hour ago. */
    public Issued issueExpired(String name, String host) {
        return issue(name, host, "-startdate", "-25H");
    }

    private Issued issue(String name, String host, String... validity) {
        try {
            generate(
                    name,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=" + host,
                    "-signer",
                    CA,
                    "-signerkeypass",
                    PASSWORD,
                    validity[0],
                    validity[1]);
            return export(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void generate(String name, String... words) throws IOException {
        Keytool.with("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1")
                .and("-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD)
                .and(words)
                .run();
    }

    private Issued export(String name) throws IOException {
        Issued issued = new Issued(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(issued.key(), Pem.text("PRIVATE KEY", key));
            Files.writeString(
                    issued.certificate(),
                    Pem.text("CERTIFICATE", store.getCertificate(name).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key made by keytool cannot be read", e);
        }
        return issued;
    }
}
