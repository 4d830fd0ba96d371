package io.follow.gateway.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The variables of the gateway in Go, so that a deployment that was written for it runs unchanged. A setting of this gateway
 * comes first where both are given.
 */
final class FollowNames {

    private static final String ADDRESSES = "IMG_GW_VALKEY_ADDRESSES";
    private static final String SERVER_PORT = "GATEWAY_SERVER_PORT";
    private static final String URL = "IMG_GW_REDIS_URL";

    /** By setting, those that mean the same. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "REDIS_URL", List.of(URL),
            "IMG_GW_HOST", List.of("GATEWAY_SERVER_HOST"),
            "IMG_GW_PORT", List.of(SERVER_PORT),
            "IMG_GW_LOG_FORMAT", List.of("LOGGING_FORMAT"),
            "IMG_GW_S3_ACCESS_KEY_ID",
                    List.of("MINIO_ACCESS_KEY_ID", "IMG_GW_MINIO_ACCESS_KEY_ID", "IMG_GW_MINIO_ACCESS_KEY"),
            "IMG_GW_S3_SECRET_ACCESS_KEY",
                    List.of("MINIO_SECRET_ACCESS_KEY", "IMG_GW_MINIO_SECRET_ACCESS_KEY", "IMG_GW_MINIO_SECRET_KEY"));

    private static final List<String> ENDPOINT = List.of("MINIO_ENDPOINT", "IMG_GW_MINIO_ENDPOINT");
    private static final List<String> USE_SSL = List.of("MINIO_USE_SSL", "IMG_GW_MINIO_USE_SSL");
    private static final List<String> BUCKET =
            List.of("MINIO_BUCKET_NAME", "IMG_GW_MINIO_BUCKET_NAME", "IMG_GW_MINIO_BUCKET");

    private final Variables variables;

    FollowNames(Variables variables) {
        this.variables = variables;
    }

    /** Whether the source store is the bucket that they name. */
    static boolean setStores(Environment environment) {
        GivenValue source = new Variables(environment).find(EnvVariable.IMG_GW_SOURCE_STORE);
        return source != null && BUCKET.contains(source.variable());
    }

    static List<String> aliasesOf(String setting) {
        return ALIASES.getOrDefault(setting, List.of());
    }

    /** Every name that is understood. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        Stream.of(List.of(ADDRESSES), ENDPOINT, USE_SSL, BUCKET).forEach(names::addAll);
        ALIASES.values().forEach(names::addAll);
        return names;
    }

    /**
     * What follows for a setting from variables that mean something else.
     *
     * @throws InvalidSettingException when one of them cannot be understood
     */
    @Nullable
    GivenValue derived(String setting) {
        return switch (setting) {
            case "REDIS_URL" -> server(false);
            case "REDIS_CLUSTER_NODES" -> server(true);
            case "IMG_GW_S3_ENDPOINT" -> endpoint();
            case "IMG_GW_SOURCE_STORE", "IMG_GW_TARGET_STORE" -> bucket();
            case "IMG_GW_METRICS" -> metrics();
            default -> null;
        };
    }

    /** One address is a single server, several are nodes of a cluster. */
    private @Nullable GivenValue server(boolean cluster) {
        GivenValue addresses = variables.plain(ADDRESSES);
        if (addresses == null || isServerNamed()) {
            return null;
        }
        check(addresses, ValueRule.nodes());
        boolean several = addresses.value().contains(",");
        if (several != cluster) {
            return null;
        }
        return several ? addresses : new GivenValue(ADDRESSES, "redis://" + addresses.value());
    }

    private boolean isServerNamed() {
        return variables.firstOf(List.of(
                        "REDIS_URL",
                        "REDIS_URL" + Variables.FILE,
                        "REDIS_CLUSTER_NODES",
                        "REDIS_SENTINEL_NODES",
                        URL,
                        URL + Variables.FILE))
                != null;
    }

    private @Nullable GivenValue endpoint() {
        GivenValue endpoint = variables.firstOf(ENDPOINT);
        if (endpoint == null || endpoint.value().contains("://")) {
            return endpoint;
        }
        GivenValue useSsl = variables.firstOf(USE_SSL);
        String scheme = useSsl != null && isTrue(useSsl) ? "https://" : "http://";
        return new GivenValue(endpoint.variable(), scheme + endpoint.value());
    }

    private static boolean isTrue(GivenValue given) {
        String value = given.value().toLowerCase(Locale.ROOT);
        check(new GivenValue(given.variable(), value), ValueRule.yesOrNo());
        return value.equals("true");
    }

    private @Nullable GivenValue bucket() {
        GivenValue bucket = variables.firstOf(BUCKET);
        return bucket == null ? null : new GivenValue(bucket.variable(), "s3://" + bucket.value());
    }

    /** The platform scrapes the port of the images. */
    private @Nullable GivenValue metrics() {
        return Stream.of(EnvVariable.REDIS_URL, EnvVariable.REDIS_CLUSTER_NODES, EnvVariable.IMG_GW_PORT)
                .map(variables::find)
                .flatMap(Stream::ofNullable)
                .map(GivenValue::variable)
                .filter(name -> all().contains(name.replaceFirst(Variables.FILE + "$", "")))
                .findFirst()
                .map(name -> new GivenValue(name, "public"))
                .orElse(null);
    }

    private static void check(GivenValue given, ValueRule rule) {
        try {
            String unused = rule.read().apply(given.value());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    given.variable() + " is \"" + given.value() + "\", expected " + rule.description());
        }
    }
}
