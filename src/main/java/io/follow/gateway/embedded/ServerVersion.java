package io.follow.gateway.embedded;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server program says it is.
 *
 * @param product {@code Valkey} or {@code Redis}
 * @param major the first number of the version
 * @param minor the second number of the version
 * @param patch the third number of the version
 */
public record ServerVersion(String product, int major, int minor, int patch) {

    private static final Pattern OUTPUT =
            Pattern.compile("^(Valkey|Redis) server v=(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})", Pattern.MULTILINE);

    /**
     * Reads the answer to {@code --version}, such as {@code Valkey server v=8.0.1 sha=00000000:0 …}.
     *
     * @param output what the program printed
     * @return empty when this is not the output of a Valkey or Redis server
     */
    public static Optional<ServerVersion> parse(String output) {
        Matcher matcher = OUTPUT.matcher(output);
        return matcher.find()
                ? Optional.of(new ServerVersion(
                        matcher.group(1), number(matcher.group(2)), number(matcher.group(3)), number(matcher.group(4))))
                : Optional.empty();
    }

    /** True from 7.0 on, the first version with multi-part append-only files; every Valkey is newer. */
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
