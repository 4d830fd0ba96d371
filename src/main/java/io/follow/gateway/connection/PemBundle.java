package io.follow.gateway.connection;

import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.netty.handler.ssl.util.TrustManagerFactoryWrapper;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/** TLS with PEM files. Each handshake uses the files as they are at that moment, so renewed ones need no restart. */
final class PemBundle {

    private PemBundle() {}

    /** Reads the files now, and again once they have changed. */
    static SslBundle of(PemFiles files) {
        ReloadedManagers managers = new ReloadedManagers(files);
        return SslBundle.of(
                SslStoreBundle.NONE,
                SslBundleKey.NONE,
                SslOptions.NONE,
                SslBundle.DEFAULT_PROTOCOL,
                SslManagerBundle.of(
                        new KeyManagerFactoryWrapper(new ReloadedKeyManager(managers)),
                        new TrustManagerFactoryWrapper(new ReloadedTrustManager(managers))));
    }
}
