package io.follow.gateway.embedded;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product and version that a server program reports.
 *
 * @param product {@code Valkey} or {@code Redis}
 * @param major the major version
 * @param minor the minor version
 * @param patch the patch version
 */
public record ServerVersion(String product, int major, int minor, int patch) {

    private static final Pattern OUTPUT =
            Pattern.compile("^(Valkey|Redis) server v=(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})", Pattern.MULTILINE);

    /**
     * Parses the output of {@code --version}, such as {@code Valkey server v=8.0.1 sha=00000000:0 …}.
     *
     * @param output the output of the program
     * @return empty if it is not the output of a Valkey or Redis server
     */
    public static Optional<ServerVersion> parse(String output) {
        Matcher matcher = OUTPUT.matcher(output);
        return matcher.find()
                ? Optional.of(new ServerVersion(
                        matcher.group(1), number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4))))
                : Optional.empty();
    }

    /** True for 7.0 and later, the first version with multi-part append-only files; every Valkey is newer. */
    public boolean isSupported() {
        return major >= 7;
    }

    @Override
    public String toString() {
        return product + " " + major + "." + minor + "." + patch;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
