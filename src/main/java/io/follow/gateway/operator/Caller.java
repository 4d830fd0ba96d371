package io.follow.gateway.operator;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as a request tells.
 *
 * @param remoteAddress where the connection comes from
 * @param localAddress where it arrived; unlike the former, no header of a proxy changes it
 * @param host the header {@code Host}
 * @param origin the header {@code Origin}, which browsers send with each request that changes something
 * @param forwarded whether a proxy says that it passed the request on
 * @param tokens the tokens that came with it
 */
public record Caller(
        String remoteAddress,
        String localAddress,
        @Nullable String host,
        @Nullable String origin,
        boolean forwarded,
        List<String> tokens) {

    private static final Pattern LOOPBACK_ADDRESS =
            Pattern.compile("127(\\.\\d{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1|::ffff:127(\\.\\d{1,3}){3}");
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");

    public Caller {
        tokens = List.copyOf(tokens);
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
                && (origin == null || origin.equalsIgnoreCase("http://" + host));
    }

    /** Hides the tokens from logs. */
    @Override
    public String toString() {
        return "Caller[" + remoteAddress + "]";
    }
}
