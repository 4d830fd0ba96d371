package io.follow.gateway.connection;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * The key and trust manager of PEM files, made anew once the files have changed. Files that cannot be used leave the former
 * ones in force. Safe for several threads.
 */
final class ReloadedManagers {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadedManagers.class);

    private final PemFiles files;
    private @Nullable List<FileTime> version;
    private @Nullable String trouble;
    private Managers managers;

    private record Managers(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {}

    /** @throws IllegalStateException when the files cannot be used */
    ReloadedManagers(PemFiles files) {
        this.files = files;
        try {
            this.version = files.version();
            this.managers = read();
        } catch (IOException e) {
            throw new IllegalStateException("the TLS files cannot be read", e);
        }
    }

    X509ExtendedKeyManager keys() {
        return current().keys();
    }

    X509ExtendedTrustManager trust() {
        return current().trust();
    }

    private synchronized Managers current() {
        try {
            List<FileTime> found = files.version();
            if (!found.equals(version)) {
                managers = read();
                version = found;
                trouble = null;
                LOG.info("the TLS files have changed; new connections use them");
            }
        } catch (IOException | RuntimeException e) {
            String reason = e.getClass().getSimpleName();
            if (!reason.equals(trouble)) {
                trouble = reason;
                LOG.warn("the TLS files have changed and cannot be used ({}); the previous ones remain in use", reason);
            }
        }
        return managers;
    }

    /** The bundle would make new managers, and decrypt the key, whenever it is asked: several times in a handshake. */
    private Managers read() throws IOException {
        SslManagerBundle bundle = SslManagerBundle.from(files.read(), SslBundleKey.NONE);
        KeyManager[] keys = bundle.getKeyManagers();
        TrustManager[] trust = bundle.getTrustManagers();
        if (keys.length == 0 || trust.length == 0) {
            throw new IllegalStateException("no managers for TLS");
        }
        return new Managers((X509ExtendedKeyManager) keys[0], (X509ExtendedTrustManager) trust[0]);
    }
}
