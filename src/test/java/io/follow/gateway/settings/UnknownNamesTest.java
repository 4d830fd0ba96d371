package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class UnknownNamesTest {

    private final MockEnvironment environment = new MockEnvironment();

    private List<String> warnings(String name, String value) {
        return new UnknownNames(environment.withProperty(name, value)).warnings();
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_GW_WORKER, IMG_GW_WORKERS",
        "IMG_GW_MAX_WIDTH, IMG_GW_MAX_IMAGE_WIDTH",
        "IMG_GW_QUALITY, IMG_GW_COMPRESSION_QUALITY",
        "IMG_GW_ADMIN_TOKEN_FIEL, IMG_GW_ADMIN_TOKEN_FILE",
        "REDIS_ULR, REDIS_URL",
        "GATEWAY_SERVER_PROT, GATEWAY_SERVER_PORT",
        "GATEWAY_KEYS_RESULTS, GATEWAY_KEYS_RESULT",
        "GATEWAY_UPLOAD_KEEP_AFTER, GATEWAY_UPLOAD_KEEPAFTEREND"
    })
    void areToldWithTheNearestOne(String name, String nearest) {
        assertThat(warnings(name, "x"))
                .containsExactly(
                        name + " is set and has no effect: there is no such setting; the nearest is " + nearest);
    }

    @Test
    void areToldAloneWhereNoneIsNear() {
        assertThat(warnings("REDIS_SOMETHING_ELSE_ENTIRELY", "x"))
                .containsExactly("REDIS_SOMETHING_ELSE_ENTIRELY is set and has no effect: there is no such setting");
    }

    @ParameterizedTest
    @EnumSource
    void areNoSettings(EnvVariable setting) {
        assertThat(warnings(setting.name(), "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REDIS_URL_FILE",
                "GATEWAY_UPLOAD_KEEPAFTEREND",
                "GATEWAY_UPLOAD_KEEP_AFTER_END",
                "GATEWAY_KEYS_DEADLETTER",
                "GATEWAY_SERVER_PORT",
                "IMG_GW_VALKEY_ADDRESSES",
                "IMG_GW_MINIO_SECRET_KEY_FILE",
                "GATEWAY_SERVICE_HOST",
                "REDIS_MASTER_SERVICE_PORT_HTTP",
                "REDIS_PORT_6379_TCP_ADDR",
                "IMG_GW_PORT_8090_TCP",
                "HOME",
                "REDISCLI_AUTH"
            })
    void areNoOtherNamesThatMeanSomething(String name) {
        assertThat(warnings(name, "x")).isEmpty();
    }

    @Test
    void areNotThoseThatHoldTheAddressOfAService() {
        assertThat(warnings("REDIS_PORT", "tcp://10.0.0.1:6379")).isEmpty();
        assertThat(warnings("REDIS_PORT", "6379")).isNotEmpty();
    }
}
