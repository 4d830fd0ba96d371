package io.follow.gateway.component.streams.client;

import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes in one line why no TLS connection was established, and what was expected. */
final class TlsFailure {

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    private TlsFailure() {}

    /** @param root the root cause; returns null if it does not concern TLS */
    static @Nullable String describe(Throwable root) {
        if (root instanceof CertificateExpiredException) {
            return "TLS: the certificate of the server, or of its CA, has expired (" + root.getMessage()
                    + "), expected a valid one";
        }
        if (root instanceof CertificateNotYetValidException) {
            return "TLS: the certificate of the server, or of its CA, is not valid yet (" + root.getMessage()
                    + "), expected a valid one and a correct clock";
        }
        // The last one if the server's CA and a trusted CA have the same name.
        if (root instanceof CertPathBuilderException
                || root instanceof CertPathValidatorException
                || root instanceof SignatureException) {
            return "TLS: the certificate of the server is not signed by a trusted CA, expected the certificate of its"
                    + " CA among the trusted ones";
        }
        if (root instanceof CertificateException) {
            return "TLS: the certificate of the server is for another host (" + root.getMessage()
                    + "), expected one for the name that the connection uses";
        }
        return root instanceof SSLException ? ofProtocol(String.valueOf(root.getMessage())) : null;
    }

    private static String ofProtocol(String message) {
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return alert.group(1).equals("certificate_required")
                            || alert.group(1).equals("handshake_failure")
                    ? "TLS: the server refuses this client (" + alert.group(1) + "), expected a client certificate"
                    : "TLS: the server refuses this client (" + alert.group(1)
                            + "), expected a certificate that it accepts";
        }
        // A plain port waits for the rest of a command.
        if (message.startsWith("handshake timed out")) {
            return "TLS: the server does not answer the handshake (" + message.replace("handshake ", "")
                    + "), expected a port that speaks TLS";
        }
        // Netty shows the received bytes.
        if (message.startsWith("not an SSL/TLS record")
                || message.startsWith("Unsupported or unrecognized SSL message")) {
            return "TLS: the server does not speak TLS at this port, expected its TLS port";
        }
        return "TLS: " + message.lines().findFirst().orElse("the handshake failed");
    }
}
