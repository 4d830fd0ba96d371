package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.env.MockEnvironment;

class EnvVariableTest {

    @ParameterizedTest
    @CsvSource({
        "IMG_GW_PORT, 8090",
        "IMG_GW_DATA_DIR, data",
        "IMG_GW_MAX_FILE_SIZE, 10485760",
        "IMG_GW_MAX_PIXEL_COUNT, 100000000",
        "IMG_GW_MAX_IMAGE_WIDTH, 1920",
        "IMG_GW_COMPRESSION_QUALITY, 85",
        "IMG_GW_OUTPUT_FORMAT, webp",
        "IMG_GW_PROCESS_TIMEOUT_MS, 60000",
        "IMG_GW_JOB_CLAIM_IDLE_MS, 300000",
        "IMG_GW_MAX_DELIVERY_COUNT, 3",
        "IMG_GW_UPLOAD_RETRY_COUNT, 3",
        "IMG_GW_UPLOAD_RETRY_BASE_MS, 1000",
        "IMG_GW_SHUTDOWN_TIMEOUT, 30000ms",
        "IMG_GW_STATUS_TTL, 3600000ms",
        "IMG_GW_REQUIRE_UPLOAD_TOKEN, false",
        "IMG_GW_MANAGEMENT_PORT, 8091",
        "IMG_GW_MANAGEMENT_HOST, 127.0.0.1"
    })
    void hasTheDefaultsOfTheContract(EnvVariable envVariable, String value) {
        assertThat(envVariable.read(new MockEnvironment())).isEqualTo(value);
    }

    @Test
    void worksWithAsManyWorkersAsThereAreCores() {
        assertThat(EnvVariable.IMG_GW_WORKERS.read(new MockEnvironment()))
                .isEqualTo(Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_URL, redis://localhost, redis://localhost",
        "REDIS_URL, rediss://user:p%40ss@host:6380/3, rediss://user:p%40ss@host:6380/3",
        "REDIS_CLUSTER_NODES, 'a:1, b:65535', 'a:1, b:65535'",
        "IMG_GW_PORT, 0, 0",
        "IMG_GW_PORT, ' 80 ', 80",
        "IMG_GW_WORKERS, 00, 0",
        "IMG_GW_HOST, 0.0.0.0, 0.0.0.0",
        "IMG_GW_OUTPUT_FORMAT, JPEG, jpeg",
        "IMG_GW_OUTPUT_FORMAT, jpg, jpeg",
        "IMG_GW_STATUS_TTL, 90s, 90000ms",
        "IMG_GW_STATUS_TTL, 1d, 86400000ms",
        "IMG_GW_SOURCE_STORE, /srv/raw, file:/srv/raw",
        "IMG_GW_TARGET_STORE, file:///srv/done, file:///srv/done",
        "IMG_GW_TARGET_STORE, s3://photos/web, s3://photos/web",
        "IMG_GW_TARGET_STORE, s3://p-1?endpoint=http://m:9000, s3://p-1?endpoint=http://m:9000",
        "IMG_GW_S3_ENDPOINT, http://minio:9000, http://minio:9000",
        "IMG_GW_S3_REGION, auto, auto",
        "IMG_GW_CORS_ORIGINS, https://app.example.com, https://app.example.com",
        "IMG_GW_CORS_ORIGINS, 'HTTPS://App.Example.com:443, http://localhost:80,http://[::1]:5173',"
                + " 'https://app.example.com,http://localhost,http://[::1]:5173'",
        "IMG_GW_REQUIRE_UPLOAD_TOKEN, true, true"
    })
    void readsWhatIsAllowed(EnvVariable envVariable, String given, String read) {
        assertThat(envVariable.read(with(envVariable, given))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_CLUSTER_NODES, a",
        "REDIS_CLUSTER_NODES, 'a:1,'",
        "REDIS_CLUSTER_NODES, a:65536",
        "REDIS_SENTINEL_NODES, redis://a:1",
        "IMG_GW_PORT, 65536",
        "IMG_GW_PORT, -1",
        "IMG_GW_PORT, eighty",
        "IMG_GW_HOST, no.such.host.invalid",
        "IMG_GW_HOST, 203.0.113.1",
        "IMG_GW_WORKERS, -1",
        "IMG_GW_WORKERS, 1025",
        "IMG_GW_MAX_FILE_SIZE, 10MB",
        "IMG_GW_MAX_IMAGE_WIDTH, 16384",
        "IMG_GW_COMPRESSION_QUALITY, 101",
        "IMG_GW_WEBP_METHOD, 7",
        "IMG_GW_OUTPUT_FORMAT, gif",
        "IMG_GW_PROCESS_TIMEOUT_MS, 0",
        "IMG_GW_UPLOAD_RETRY_COUNT, -1",
        "IMG_GW_SHUTDOWN_TIMEOUT, soon",
        "IMG_GW_SHUTDOWN_TIMEOUT, 2h",
        "IMG_GW_STATUS_TTL, 0s",
        "IMG_GW_REQUIRE_UPLOAD_TOKEN, yes",
        "IMG_GW_TARGET_STORE, ftp://host/folder",
        "IMG_GW_TARGET_STORE, s3://x",
        "IMG_GW_TARGET_STORE, s3://photos/../x",
        "IMG_GW_S3_ENDPOINT, minio:9000",
        "IMG_GW_S3_ENDPOINT, http://minio/path",
        "IMG_GW_S3_REGION, eu central",
        "IMG_GW_CORS_ORIGINS, *",
        "IMG_GW_CORS_ORIGINS, null",
        "IMG_GW_CORS_ORIGINS, 'https://app.example.com,*'",
        "IMG_GW_CORS_ORIGINS, app.example.com",
        "IMG_GW_CORS_ORIGINS, https://app.example.com/",
        "IMG_GW_CORS_ORIGINS, https://*.example.com",
        "IMG_GW_CORS_ORIGINS, 'https://app.example.com,'",
        "FOLLOW_API_ED25519_PUBLIC_KEY, c2hvcnQ="
    })
    void refusesTheRestInOneLineWithNameValueAndRule(EnvVariable envVariable, String given) {
        assertThatThrownBy(() -> envVariable.read(with(envVariable, given)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(envVariable + " is \"" + given + "\", expected " + envVariable.allowedValues());
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:hunter2@host",
        "redis://user:hunter2@",
        "redis://user:hunter2@host:99999",
        "redis://user:hunter2@host/first",
        "user:hunter2@host",
        "redis://user:hunter2^@host"
    })
    void neverShowsAUrlThatMayHoldAPassword(String given) {
        assertThatThrownBy(() -> EnvVariable.REDIS_URL.read(with(EnvVariable.REDIS_URL, given)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("REDIS_URL is (not shown), expected redis://")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"IMG_GW_TARGET_STORE, s3://key:hunter2@photos", "IMG_GW_S3_ENDPOINT, http://key:hunter2@host"})
    void neverShowsCredentialsThatStandInTheWrongPlace(EnvVariable envVariable, String given) {
        assertThatThrownBy(() -> envVariable.read(with(envVariable, given)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void takesABlankValueForUnset(EnvVariable envVariable) {
        assertThat(envVariable.given(with(envVariable, "  "))).isNull();
        assertThat(envVariable.read(with(envVariable, ""))).isEqualTo(envVariable.read(new MockEnvironment()));
    }

    @Test
    void saysRangesOfTimesAsAPersonWould() {
        assertThat(EnvVariable.IMG_GW_SHUTDOWN_TIMEOUT.allowedValues()).endsWith("from 1s to 1h");
    }

    private static MockEnvironment with(EnvVariable envVariable, String value) {
        return new MockEnvironment().withProperty(envVariable.name(), value);
    }
}
