package io.follow.gateway.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The environment variables of the wire contract, each with the property it sets and what it may hold. */
@SuppressWarnings("ImmutableEnumChecker")
public enum EnvVariable {
    REDIS_URL("gateway.server.url", ValueRule.serverUrl(), null, true),
    REDIS_CLUSTER_NODES("gateway.server.cluster-nodes", ValueRule.nodes(), null),
    REDIS_SENTINEL_NODES("gateway.server.sentinel-nodes", ValueRule.nodes(), null),
    REDIS_SENTINEL_MASTER("gateway.server.sentinel-master", ValueRule.text(), null),
    REDIS_SENTINEL_USERNAME("gateway.server.sentinel-username", ValueRule.text(), null),
    REDIS_SENTINEL_PASSWORD("gateway.server.sentinel-password", ValueRule.text(), null, true),
    REDIS_TLS_CA("gateway.server.tls-ca", ValueRule.certificateFile(), null),
    REDIS_TLS_CERT("gateway.server.tls-cert", ValueRule.certificateFile(), null),
    REDIS_TLS_KEY("gateway.server.tls-key", ValueRule.privateKeyFile(), null),
    VALKEY_SERVER_BIN("gateway.server.program", ValueRule.text(), null),
    IMG_GW_PORT("server.port", ValueRule.number(0, 65535), "8090"),
    IMG_GW_HOST("server.address", ValueRule.host(), null),
    IMG_GW_ROUTES_DIR("gateway.routes-dir", ValueRule.text(), null),
    IMG_GW_ROUTES_STRICT("gateway.routes-strict", ValueRule.yesOrNo(), "false"),
    IMG_GW_DATA_DIR("gateway.data-dir", ValueRule.text(), "data"),
    IMG_GW_SOURCE_STORE("gateway.stores.source", ValueRule.store(), null),
    IMG_GW_TARGET_STORE("gateway.stores.target", ValueRule.store(), null),
    IMG_GW_S3_ENDPOINT("gateway.s3.endpoint", ValueRule.httpEndpoint(), null),
    IMG_GW_S3_REGION("gateway.s3.region", ValueRule.region(), null),
    IMG_GW_S3_PATH_STYLE("gateway.s3.path-style", ValueRule.yesOrNo(), null),
    IMG_GW_S3_ACCESS_KEY_ID("gateway.s3.access-key-id", ValueRule.text(), null, true),
    IMG_GW_S3_SECRET_ACCESS_KEY("gateway.s3.secret-access-key", ValueRule.text(), null, true),
    IMG_GW_S3_TIMEOUT("gateway.s3.timeout", ValueRule.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "30s"),
    IMG_GW_WORKERS(
            "gateway.workers",
            ValueRule.number(0, 1024),
            Integer.toString(Runtime.getRuntime().availableProcessors())),
    IMG_GW_MAX_FILE_SIZE("gateway.image.max-file-size", ValueRule.number(1, 1L << 30), "10485760"),
    IMG_GW_MAX_PIXEL_COUNT("gateway.image.max-pixel-count", ValueRule.number(1, 1L << 32), "100000000"),
    IMG_GW_MAX_IMAGE_WIDTH("gateway.image.max-width", ValueRule.number(1, 16383), "1920"),
    IMG_GW_COMPRESSION_QUALITY("gateway.image.compression-quality", ValueRule.number(1, 100), "85"),
    IMG_GW_WEBP_METHOD("gateway.image.webp-method", ValueRule.number(0, 6), "2"),
    IMG_GW_AVIF_EFFORT("gateway.image.avif-effort", ValueRule.number(0, 9), "1"),
    IMG_GW_FORMATS("gateway.image.formats", ValueRule.inputFormats(), null),
    IMG_GW_IMAGE_ENGINE("gateway.image.engine", ValueRule.oneOf("auto", "native", "java"), "auto"),
    IMG_GW_IMAGE_RESIZE("gateway.image.resize", ValueRule.oneOf("fast", "best"), "best"),
    IMG_GW_OUTPUT_FORMAT("gateway.image.output-format", ValueRule.outputFormat(), "webp"),
    IMG_GW_PROCESS_TIMEOUT_MS("gateway.image.process-timeout-ms", ValueRule.number(1, 86_400_000), "60000"),
    IMG_GW_JOB_CLAIM_IDLE_MS("gateway.job.claim-idle-ms", ValueRule.number(100, 86_400_000), "300000"),
    IMG_GW_MAX_DELIVERY_COUNT("gateway.job.max-delivery-count", ValueRule.number(1, 1000), "3"),
    IMG_GW_UPLOAD_RETRY_COUNT("gateway.job.retry-count", ValueRule.number(0, 100), "3"),
    IMG_GW_UPLOAD_RETRY_BASE_MS("gateway.job.retry-base-ms", ValueRule.number(1, 3_600_000), "1000"),
    IMG_GW_SHUTDOWN_TIMEOUT(
            "gateway.shutdown-timeout", ValueRule.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "30s"),
    IMG_GW_STATUS_TTL("gateway.status.ttl", ValueRule.duration(Duration.ofSeconds(1), Duration.ofDays(365)), "1h"),
    FOLLOW_API_ED25519_PUBLIC_KEY("gateway.token.public-keys", ValueRule.publicKeys(), null),
    IMG_GW_REQUIRE_UPLOAD_TOKEN("gateway.token.required", ValueRule.yesOrNo(), "false"),
    IMG_GW_ADMIN_TOKEN("gateway.admin-token", ValueRule.text(), null, true),
    IMG_GW_METRICS("gateway.metrics", ValueRule.oneOf("management", "public"), "management"),
    IMG_GW_JOBS_TOKEN("gateway.jobs-token", ValueRule.text(), null, true),
    IMG_GW_CORS_ORIGINS("gateway.cors-origins", ValueRule.origins(), null),
    IMG_GW_MANAGEMENT_PORT("management.server.port", ValueRule.number(0, 65535), "8091"),
    IMG_GW_MANAGEMENT_HOST("management.server.address", ValueRule.host(), "127.0.0.1"),
    IMG_GW_LOG_FORMAT("gateway.log-format", ValueRule.oneOf("text", "json"), "text"),
    IMG_GW_LOG_LEVEL(
            "logging.level.io.follow.gateway", ValueRule.oneOf("trace", "debug", "info", "warn", "error"), "info");

    private final String property;
    private final ValueRule valueRule;
    private final @Nullable String defaultValue;
    private final boolean secret;

    EnvVariable(String property, ValueRule valueRule, @Nullable String defaultValue) {
        this(property, valueRule, defaultValue, false);
    }

    EnvVariable(String property, ValueRule valueRule, @Nullable String defaultValue, boolean secret) {
        this.property = property;
        this.valueRule = valueRule;
        this.defaultValue = defaultValue;
        this.secret = secret;
    }

    /** The names under which it may be given: its own first, then those of the gateway in Go. */
    public List<String> names() {
        return Stream.concat(Stream.of(name()), FollowNames.aliasesOf(name()).stream())
                .toList();
    }

    /** The property that the program reads. */
    public String property() {
        return property;
    }

    /** The value used when the variable is unset, or null when there is none or it depends on others. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** What the variable may hold, in words. */
    public String allowedValues() {
        return valueRule.description();
    }

    /** Whether its value is never shown, and may come from a file that {@code NAME_FILE} names. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * The raw value, from the variable, the file that it names, or a variable of the gateway in Go; null when there is none. A
     * blank value counts as unset.
     *
     * @throws InvalidSettingException when such a file cannot be used
     */
    public @Nullable String given(Environment environment) {
        GivenValue given = new Variables(environment).find(this);
        return given == null ? null : given.value();
    }

    /**
     * The checked value, its default, or null.
     *
     * @throws InvalidSettingException when the value is not allowed
     */
    @Nullable
    String read(Environment environment) {
        GivenValue given = new Variables(environment).find(this);
        String value = given == null ? defaultValue : given.value();
        return value == null ? null : check(given == null ? name() : given.variable(), value);
    }

    /**
     * The checked value.
     *
     * @param name what holds the value, for the message
     * @throws InvalidSettingException when the value is not allowed
     */
    String check(String name, String value) {
        try {
            return valueRule.read().apply(value);
        } catch (IllegalArgumentException e) {
            // An @ may stand behind credentials that belong elsewhere.
            String shown = secret || value.contains("@") ? "(not shown)" : "\"" + value + "\"";
            throw new InvalidSettingException(name + " is " + shown + ", expected " + valueRule.description());
        }
    }
}
