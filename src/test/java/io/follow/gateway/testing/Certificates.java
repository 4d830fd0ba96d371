package io.follow.gateway.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates in this JVM: a call of {@code keytool} takes a second. */
final class Certificates {

    private static final int SERIAL_NUMBER_BITS = 64;

    private Certificates() {}

    /** A key of the curve P-256. */
    static KeyPair newKey() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("no key was made", e);
        }
    }

    /** The certificate of a CA, signed by itself. */
    static X509Certificate ofCa(String name, KeyPair key, Instant start) throws IOException {
        X509v3CertificateBuilder certificate = valid(name, name, key, start);
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return signed(certificate, key);
    }

    /**
     * A certificate for a server or a client.
     *
     * @param hosts alternative names with commas between them, such as {@code ip:127.0.0.1,dns:localhost}
     * @param start valid for a day from then on
     */
    static X509Certificate of(String name, KeyPair key, String hosts, Instant start, String issuer, KeyPair issuerKey)
            throws IOException {
        X509v3CertificateBuilder certificate = valid(issuer, name, key, start);
        certificate.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        Stream.of(hosts.split(",")).map(Certificates::host).toArray(GeneralName[]::new)));
        return signed(certificate, issuerKey);
    }

    private static GeneralName host(String text) {
        String[] parts = text.split(":", 2);
        return new GeneralName(parts[0].equals("ip") ? GeneralName.iPAddress : GeneralName.dNSName, parts[1]);
    }

    private static X509v3CertificateBuilder valid(String issuer, String name, KeyPair key, Instant start) {
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                new BigInteger(SERIAL_NUMBER_BITS, new SecureRandom()),
                Date.from(start),
                Date.from(start.plus(Duration.ofDays(1))),
                new X500Name("CN=" + name),
                key.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, KeyPair issuer) throws IOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate was made", e);
        }
    }
}
