package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class FollowNamesTest {

    private final MockEnvironment environment = new MockEnvironment();

    @ParameterizedTest
    @CsvSource({
        "IMG_GW_REDIS_URL, redis://valkey, REDIS_URL, redis://valkey",
        "IMG_GW_VALKEY_ADDRESSES, valkey:6379, REDIS_URL, redis://valkey:6379",
        "IMG_GW_VALKEY_ADDRESSES, 'a:1,b:2', REDIS_CLUSTER_NODES, 'a:1,b:2'",
        "GATEWAY_SERVER_PORT, 9090, IMG_GW_PORT, 9090",
        "GATEWAY_SERVER_HOST, 127.0.0.2, IMG_GW_HOST, 127.0.0.2",
        "LOGGING_FORMAT, json, IMG_GW_LOG_FORMAT, json",
        "MINIO_ENDPOINT, minio:9000, IMG_GW_S3_ENDPOINT, http://minio:9000",
        "MINIO_ENDPOINT, https://minio, IMG_GW_S3_ENDPOINT, https://minio",
        "IMG_GW_MINIO_ENDPOINT, minio:9000, IMG_GW_S3_ENDPOINT, http://minio:9000",
        "MINIO_ACCESS_KEY_ID, id, IMG_GW_S3_ACCESS_KEY_ID, id",
        "IMG_GW_MINIO_ACCESS_KEY, id, IMG_GW_S3_ACCESS_KEY_ID, id",
        "MINIO_SECRET_ACCESS_KEY, secret, IMG_GW_S3_SECRET_ACCESS_KEY, secret",
        "IMG_GW_MINIO_SECRET_KEY, secret, IMG_GW_S3_SECRET_ACCESS_KEY, secret",
        "MINIO_BUCKET_NAME, follow-images, IMG_GW_SOURCE_STORE, s3://follow-images",
        "MINIO_BUCKET_NAME, follow-images, IMG_GW_TARGET_STORE, s3://follow-images",
        "IMG_GW_MINIO_BUCKET, follow-images, IMG_GW_TARGET_STORE, s3://follow-images"
    })
    void areUnderstood(String name, String value, EnvVariable setting, String read) {
        environment.setProperty(name, value);
        assertThat(setting.read(environment)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_URL, redis://ours, IMG_GW_REDIS_URL, redis://theirs",
        "REDIS_URL, redis://ours, IMG_GW_VALKEY_ADDRESSES, theirs:1",
        "IMG_GW_PORT, 1, GATEWAY_SERVER_PORT, 2",
        "IMG_GW_TARGET_STORE, s3://ours, MINIO_BUCKET_NAME, theirs",
        "IMG_GW_S3_ENDPOINT, http://ours, MINIO_ENDPOINT, theirs"
    })
    void giveWayToTheNameOfThisGateway(EnvVariable setting, String ours, String other, String theirs) {
        environment.setProperty(setting.name(), ours);
        environment.setProperty(other, theirs);
        assertThat(setting.read(environment)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_CLUSTER_NODES", "REDIS_SENTINEL_NODES"})
    void addNoServerToOneThatIsNamed(String setting) {
        environment.setProperty(setting, "ours:1");
        environment.setProperty("IMG_GW_VALKEY_ADDRESSES", "theirs:1");
        assertThat(EnvVariable.REDIS_URL.read(environment)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true, https://minio", "TRUE, https://minio", "false, http://minio"})
    void decideAboutTls(String useSsl, String endpoint) {
        environment.setProperty("MINIO_ENDPOINT", "minio");
        environment.setProperty("MINIO_USE_SSL", useSsl);
        assertThat(EnvVariable.IMG_GW_S3_ENDPOINT.read(environment)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_GW_VALKEY_ADDRESSES, 6379",
        "GATEWAY_SERVER_PORT, 70000",
        "GATEWAY_SERVER_PORT, 8090",
        "IMG_GW_REDIS_URL, redis://valkey"
    })
    void showMetricsOnThePortOfTheImages(String name, String value) {
        environment.setProperty(name, name.endsWith("ADDRESSES") ? "valkey:" + value : value);
        assertThat(metrics()).isEqualTo("public");
    }

    @Test
    void leaveMetricsWhereTheyAreWithoutAServerOrPortOfTheirs() {
        environment.setProperty("REDIS_URL", "redis://ours");
        environment.setProperty("IMG_GW_REDIS_URL", "redis://theirs");
        environment.setProperty("MINIO_BUCKET_NAME", "follow-images");
        assertThat(metrics()).isNull();
    }

    private @Nullable String metrics() {
        GivenValue given = new FollowNames(new Variables(environment)).derived("IMG_GW_METRICS");
        return given == null ? null : given.value();
    }

    @Test
    void areNamedWhereTheirValueIsNotAllowed() {
        environment.setProperty("GATEWAY_SERVER_PORT", "eighty");
        assertThatThrownBy(() -> EnvVariable.IMG_GW_PORT.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("GATEWAY_SERVER_PORT is \"eighty\", expected a whole number from 0 to 65535");
    }

    @Test
    void areNamedWhereTheyOnlyLeadToAValue() {
        environment.setProperty("IMG_GW_VALKEY_ADDRESSES", "valkey");
        assertThatThrownBy(() -> EnvVariable.REDIS_URL.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "IMG_GW_VALKEY_ADDRESSES is \"valkey\", expected host:port, more of them separated by commas");
    }
}
