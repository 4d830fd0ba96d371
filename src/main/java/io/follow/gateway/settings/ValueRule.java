package io.follow.gateway.settings;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.storage.s3.S3Location;
import io.follow.gateway.storage.s3.S3Settings;
import io.follow.gateway.token.UploadTokenVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * What the value of a setting may be.
 *
 * @param description the rule in words, as it follows "expected"
 * @param read returns the value as the program uses it, or throws {@link IllegalArgumentException}
 */
record ValueRule(String description, UnaryOperator<String> read) {

    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Pattern NODE = Pattern.compile("[^:\\s]+:(?<port>\\d{1,5})");

    static ValueRule text() {
        return new ValueRule("any text", value -> value);
    }

    static ValueRule number(long least, long most) {
        return new ValueRule("a whole number from " + least + " to " + most, value -> {
            long number = Long.parseLong(value);
            check(number >= least && number <= most);
            return Long.toString(number);
        });
    }

    static ValueRule duration(Duration least, Duration most) {
        String description = "a time such as 30s, 5m or 1h, from " + print(least) + " to " + print(most);
        return new ValueRule(description, value -> {
            Duration duration = DurationStyle.detectAndParse(value);
            check(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
            return duration.toMillis() + "ms";
        });
    }

    private static String print(Duration duration) {
        return duration.toMinutesPart() == 0 && duration.toSecondsPart() == 0
                ? duration.toHours() + "h"
                : duration.toSeconds() + "s";
    }

    /** One word of several, at least two. */
    static ValueRule oneOf(String... words) {
        List<String> all = List.of(words);
        int last = all.size() - 1;
        String description = String.join(", ", all.subList(0, last)) + " or " + all.get(last);
        return new ValueRule(description, value -> {
            check(all.contains(value));
            return value;
        });
    }

    static ValueRule yesOrNo() {
        return new ValueRule("true or false", value -> {
            check(Set.of("true", "false").contains(value));
            return value;
        });
    }

    static ValueRule outputFormat() {
        return new ValueRule("webp, jpeg, png or avif", value -> ImageFormat.ofName(value)
                .filter(ImageFormat::isOutput)
                .map(ImageFormat::label)
                .orElseThrow(IllegalArgumentException::new));
    }

    static ValueRule inputFormats() {
        return new ValueRule(
                "names separated by commas of jpeg, png, webp, avif, heic and gif",
                value -> ReadableFormats.of(value, true).names());
    }

    static ValueRule store() {
        return new ValueRule("file:path, a plain path or " + S3Location.FORM, value -> {
            check(!value.contains("'"));
            if (value.startsWith("s3:")) {
                S3Location.parse(value.substring("s3:".length()), S3Settings.OF_AWS);
                return value;
            }
            check(!value.contains("://") || value.startsWith("file:///"));
            return value.startsWith("file:") ? value : "file:" + value;
        });
    }

    static ValueRule httpEndpoint() {
        return new ValueRule("http:// or https://, a host and perhaps a port", value -> S3Settings.endpoint(value)
                .toString());
    }

    /** Origins of web pages (RFC 6454), as browsers send them. */
    static ValueRule origins() {
        return new ValueRule(
                "origins such as https://app.example.com or http://localhost:5173, separated by commas",
                value -> Stream.of(value.split(",", -1)).map(ValueRule::origin).collect(Collectors.joining(",")));
    }

    private static String origin(String text) {
        URI uri = URI.create(text.strip().toLowerCase(Locale.ROOT));
        check(uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme()));
        check(uri.getHost() != null && uri.getPort() <= HIGHEST_PORT && uri.getUserInfo() == null);
        check(uri.getPath().isEmpty() && uri.getQuery() == null && uri.getFragment() == null);
        // Browsers leave the standard port out.
        boolean standard = uri.getPort() == (uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 || standard ? "" : ":" + uri.getPort());
    }

    static ValueRule region() {
        return new ValueRule("the name of a region such as eu-central-1 or auto", value -> {
            check(value.matches("[A-Za-z0-9-]{1,64}"));
            return value;
        });
    }

    static ValueRule host() {
        return new ValueRule("a host name or an IP address of this machine", value -> {
            // Only binding tells: 127.0.0.2 stands on no interface.
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(value))) {
                return socket.getInetAddress().getHostAddress();
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    static ValueRule certificateFile() {
        return pemFile("certificates", content -> !content.getCertificates().isEmpty());
    }

    static ValueRule privateKeyFile() {
        return pemFile(
                "an unencrypted private key, as PKCS #8, PKCS #1 or SEC1", content -> content.getPrivateKey() != null);
    }

    private static ValueRule pemFile(String content, Predicate<PemContent> holds) {
        return new ValueRule("the path of a PEM file with " + content, value -> {
            try {
                check(holds.test(PemContent.load(Path.of(value))));
                return value;
            } catch (IOException | IllegalStateException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    static ValueRule serverUrl() {
        return new ValueRule("redis://[user:password@]host[:port][/database], or rediss:// for TLS", value -> {
            try {
                URI uri = new URI(value);
                check(uri.getScheme() != null && Set.of("redis", "rediss").contains(uri.getScheme()));
                check(uri.getHost() != null && uri.getPort() <= HIGHEST_PORT);
                String path = uri.getPath();
                check(path == null || path.matches("/?\\d*"));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
            return value;
        });
    }

    static ValueRule nodes() {
        return new ValueRule("host:port, more of them separated by commas", value -> {
            for (String node : List.of(value.split(",", -1))) {
                Matcher parts = NODE.matcher(node.strip());
                check(parts.matches() && Integer.parseInt(parts.group("port")) <= HIGHEST_PORT);
            }
            return value;
        });
    }

    static ValueRule publicKeys() {
        return new ValueRule(
                "base64 of the raw 32 bytes of an Ed25519 public key, several separated by commas", value -> {
                    UploadTokenVerifier.ofKeys(value);
                    return value;
                });
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("out of range");
        }
    }
}
