package io.follow.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as a request tells.
 *
 * @param remoteAddress where the connection comes from
 * @param localAddress where it arrived; unlike the former, no header of a proxy changes it
 * @param host the header {@code Host}
 * @param origin the header {@code Origin}, which browsers send with what changes something or crosses sites
 * @param fetchSite the header {@code Sec-Fetch-Site}, by which browsers say from where a request was caused, also where
 *     they send no {@code Origin}
 * @param forwarded whether a proxy says that it passed the request on
 * @param tokens the tokens that came with it
 */
public record Caller(
        String remoteAddress,
        String localAddress,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite,
        boolean forwarded,
        List<String> tokens) {

    private static final Pattern LOOPBACK_ADDRESS =
            Pattern.compile("127(\\.\\d{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1|::ffff:127(\\.\\d{1,3}){3}");
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "token";

    public Caller {
        tokens = List.copyOf(tokens);
    }

    /** Reads what a request tells: tokens are taken from {@code Authorization: Bearer} and from each {@code ?token=}. */
    public static Caller of(HttpServletRequest request) {
        List<String> tokens = new ArrayList<>();
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            tokens.add(authorization.substring(BEARER.length()).strip());
        }
        tokens.addAll(QueryParameters.of(request.getQueryString()).getOrDefault(PARAMETER, List.of()));
        boolean forwarded = Stream.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
                .anyMatch(name -> request.getHeader(name) != null);
        return new Caller(
                request.getRemoteAddr(),
                request.getLocalAddr(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site"),
                forwarded,
                tokens);
    }

    /**
     * Whether it is somebody on this machine: a connection over the loopback interface that names a loopback host, so that
     * a page of another site cannot reach in by a name of its own, and that no such page caused.
     */
    public boolean isLocal() {
        return LOOPBACK_ADDRESS.matcher(remoteAddress).matches()
                && LOOPBACK_ADDRESS.matcher(localAddress).matches()
                && !forwarded
                && host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && (origin == null || origin.equalsIgnoreCase("http://" + host))
                && (fetchSite == null || OWN_SITE.contains(fetchSite));
    }

    /** Whether the request came with this token, compared in constant time; false for null. */
    boolean hasToken(@Nullable String token) {
        if (token == null) {
            return false;
        }
        byte[] expected = token.getBytes(StandardCharsets.UTF_8);
        return tokens.stream()
                .anyMatch(given -> MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hides the tokens from logs. */
    @Override
    public String toString() {
        return "Caller[" + remoteAddress + "]";
    }
}
