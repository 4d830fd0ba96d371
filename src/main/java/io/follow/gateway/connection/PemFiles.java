package io.follow.gateway.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * The files of {@code REDIS_TLS_CA}, {@code REDIS_TLS_CERT} and {@code REDIS_TLS_KEY}.
 *
 * @param ca the certificates that are trusted; null for those of the JVM
 * @param cert the own certificate and those between it and its CA; null for none
 * @param key its key, PKCS #8, PKCS #1 or SEC1; null without a certificate
 */
record PemFiles(@Nullable Path ca, @Nullable Path cert, @Nullable Path key) {

    /** The content of the files. */
    SslStoreBundle read() throws IOException {
        PemSslStore own = null;
        if (cert != null && key != null) {
            own = PemSslStore.of(
                    PemContent.load(cert).getCertificates(),
                    PemContent.load(key).getPrivateKey());
        }
        PemSslStore trusted =
                ca == null ? null : PemSslStore.of(PemContent.load(ca).getCertificates(), null);
        return new PemSslStoreBundle(own, trusted);
    }

    /** Differs once a file has been replaced, also by a link to another one as in a mounted Secret of Kubernetes. */
    List<FileTime> version() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : Stream.of(ca, cert, key).filter(Objects::nonNull).toList()) {
            times.add(Files.getLastModifiedTime(Objects.requireNonNull(file)));
        }
        return times;
    }
}
